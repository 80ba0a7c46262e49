import type { Context } from '../../../../kernel/context.ts';
import { nextNumber } from '../../../../kernel/db/numbers.ts';
import { chinaDate } from '../../../../kernel/dates.ts';
import { saveFile } from '../../../../kernel/files/store.ts';
import { newId } from '../../../../kernel/id.ts';
import { fillLetter, renderLetter } from '../../../../engines/documents/api.ts';
import { clockSummaries } from '../../../platform/clocks/api.ts';
import { getUnit } from '../../../platform/organisations/api.ts';
import { applySeal } from '../../../records/seals/api.ts';
import { getLicence } from '../../../records/licences/api.ts';
import type { LetterFacts, PublishedItem } from '../../service-items/contract.ts';
import { answersAsText } from '../answers.ts';
import { addEvent, eventsOf, findSupplement, insertLetter, lettersOf, materialsOf } from '../store/parts.ts';
import { specialLabels } from '../contract.ts';
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
  const { letter } = fillLetter(template, await letterScope(ctx, record, item, kind, { letterNumber: number, unitName: unit.name }), { now: ctx.now() });
  const rendered = renderLetter(letter, { at: ctx.now() });
  const pdf = rendered.sealPlace
    ? (await applySeal(ctx, { unitId: record.unit_id, pdf: rendered.pdf, place: rendered.sealPlace, reason: letter.title, document: `cases/${record.id}/letters/${id}` })).pdf
    : rendered.pdf;
  const file = await saveFile(ctx, pdf, { name: `${letter.title}.pdf`, owner: `cases/${record.id}` });
  await insertLetter(ctx, { id, case_id: record.id, kind, title: letter.title, number, file_id: file.id, issued_at: ctx.now() });
  await addEvent(ctx, record.id, { kind: 'letter', title: `制发${letter.title}`, unitName: unit.name, detail: { letterId: id, number } });
  ctx.audit('cases.letter', record.id, { about: record.subject_id, kind, number });
}

/** Letter kind → the action whose reasons it gives. */
const reasonsOf: Readonly<Record<string, string>> = { decline: 'decline', refuse: 'refuse', grant: 'grant', termination: 'withdraw' };

/** What a letter's author may speak of: the fields of the form as text, and the facts of the case. */
async function letterScope(ctx: Context, record: CaseRecord, item: PublishedItem, kind: string, extra: Pick<LetterFacts, 'letterNumber' | 'unitName'>): Promise<Record<string, unknown>> {
  const shown = await answersAsText(ctx, item.form, answersOf(record));
  const facts: LetterFacts = {
    ...extra,
    ...(await factsOf(ctx, record, kind)),
    reviewOrgan: item.remedies[record.division_code]?.review ?? '',
    court: item.remedies[record.division_code]?.court ?? '',
  };
  return { ...shown, ...facts };
}

async function factsOf(ctx: Context, record: CaseRecord, kind: string): Promise<Omit<LetterFacts, 'letterNumber' | 'unitName' | 'reviewOrgan' | 'court'>> {
  const clock = record.clock_id ? (await clockSummaries(ctx, [record.clock_id])).get(record.clock_id) : undefined;
  const supplement = await findSupplement(ctx, record.id);
  const events = await eventsOf(ctx, record.id);
  const extended = events.findLast((event) => event.kind === 'extend')?.detail as { days: number; reason: string; basis: string } | undefined;
  const licence = record.licence_id ? await getLicence(ctx, record.licence_id) : undefined;
  const lastDay = (due: string | null | undefined): string | null => (due ? chinaDate(new Date(Date.parse(due) - 1)) : null);
  const day = (at: Date | null): string | null => (at ? chinaDate(at) : null);
  return {
    caseNumber: record.number,
    itemName: record.item_name,
    applicantName: unseal(record, 'applicant_name'),
    submittedOn: chinaDate(record.submitted_at),
    acceptedOn: day(record.accepted_at),
    promisedOn: lastDay(clock?.promisedDueAt),
    decidedOn: day(record.decided_at),
    today: chinaDate(ctx.now()),
    materials: (await materialsOf(ctx, record.id)).map(({ name, source }) => ({ name, source })),
    supplements: supplement?.items.map(({ name, problem, requirement }) => ({ name, problem, requirement })) ?? [],
    supplementBy: supplement ? chinaDate(new Date(supplement.answer_by.getTime() - 1)) : null,
    reason: events.findLast((event) => event.kind === reasonsOf[kind])?.opinion ?? null,
    special: record.special && { title: specialLabels[record.special.kind], ...record.special, since: record.special.since.slice(0, 10) },
    extension: extended ? { ...extended, dueOn: lastDay(clock?.statutoryDueAt) ?? '' } : null,
    licenceNumber: licence?.number ?? null,
    validTo: licence?.validTo ?? null,
  };
}
