import type { Context } from '../../../../kernel/context.ts';
import { nextNumber } from '../../../../kernel/db/numbers.ts';
import { chinaDate } from '../../../../kernel/dates.ts';
import { saveFile } from '../../../../kernel/files/store.ts';
import { newId } from '../../../../kernel/id.ts';
import { fillLetter, renderLetter } from '../../../../engines/documents/api.ts';
import { displayText, fieldsOf, type FormValue } from '../../../../engines/forms/contract.ts';
import { clockSummaries } from '../../../platform/clocks/api.ts';
import { getUnit } from '../../../platform/organisations/api.ts';
import { applySeal } from '../../../records/seals/api.ts';
import type { PublishedItem } from '../../service-items/contract.ts';
import { codesFor } from '../codes.ts';
import { addEvent, findSupplement, insertLetter, lettersOf, materialsOf } from '../store/parts.ts';
import { answersOf, unseal, type CaseRecord } from '../store/cases.ts';

/** 文号: the unit's short name, the letter's kind, year and four digits. */
const letterNumber = '{unit}{kind}〔{yyyy}〕{seq:4}号';

/**
 * Makes a letter of a case from the item's template, seals it and keeps it; each kind once a case.
 *
 * Does nothing when the item has no such letter.
 *
 * @throws what seals.applySeal refuses
 */
export async function issueLetter(ctx: Context, record: CaseRecord, item: PublishedItem, kind: string): Promise<void> {
  const template = item.letters[kind];
  if (!template || (await lettersOf(ctx, record.id)).some((letter) => letter.kind === kind)) return;
  const unit = await getUnit(ctx, record.unit_id);
  const id = newId(ctx.now());
  const number = await nextNumber(ctx, letterNumber, { unit: unit.shortName, kind: template.kind.slice(0, 2) });
  const { letter } = fillLetter(template, await letterScope(ctx, record, item, { number, unitName: unit.name }), { now: ctx.now() });
  const rendered = renderLetter(letter, { at: ctx.now() });
  const pdf = rendered.sealPlace
    ? (await applySeal(ctx, { unitId: record.unit_id, pdf: rendered.pdf, place: rendered.sealPlace, reason: letter.title, document: `cases/${record.id}/letters/${id}` })).pdf
    : rendered.pdf;
  const file = await saveFile(ctx, pdf, { name: `${letter.title}.pdf`, owner: `cases/${record.id}` });
  await insertLetter(ctx, { id, case_id: record.id, kind, title: letter.title, number, file_id: file.id, issued_at: ctx.now() });
  await addEvent(ctx, record.id, { kind: 'letter', title: `制发${letter.title}`, unitName: unit.name, detail: { letterId: id, number } });
  ctx.audit('cases.letter', record.id, { about: record.subject_id, kind, number });
}

/** What a letter's author may speak of, beside the fields of the form. */
async function letterScope(ctx: Context, record: CaseRecord, item: PublishedItem, extra: { number: string; unitName: string }): Promise<Record<string, unknown>> {
  const answers = answersOf(record) as Record<string, FormValue>;
  const codes = await codesFor(ctx, item.form);
  const shown = Object.fromEntries(fieldsOf(item.form).map((field) => [field.key, field.type === 'subTable' ? (answers[field.key] ?? []) : displayText(field, answers[field.key] ?? null, codes)]));
  const clock = record.clock_id ? (await clockSummaries(ctx, [record.clock_id])).get(record.clock_id) : undefined;
  const supplement = await findSupplement(ctx, record.id);
  const day = (at: Date | null | undefined): string | null => (at ? chinaDate(at) : null);
  return {
    ...shown,
    form: shown,
    letterNumber: extra.number,
    unitName: extra.unitName,
    caseNumber: record.number,
    itemName: record.item_name,
    applicantName: unseal(record, 'applicant_name'),
    submittedOn: day(record.submitted_at),
    acceptedOn: day(record.accepted_at),
    decidedOn: day(record.decided_at),
    today: chinaDate(ctx.now()),
    promisedOn: clock?.promisedDueAt ? chinaDate(new Date(Date.parse(clock.promisedDueAt) - 1)) : null,
    materials: (await materialsOf(ctx, record.id)).map((material) => ({ name: material.name, source: material.source })),
    supplements: supplement?.items ?? [],
    supplementBy: supplement ? chinaDate(new Date(supplement.answer_by.getTime() - 1)) : null,
    special: record.special,
  };
}
