import type { Context } from '../../../../kernel/context.ts';
import { nextNumber } from '../../../../kernel/db/numbers.ts';
import { claimFiles } from '../../../../kernel/files/store.ts';
import { newId } from '../../../../kernel/id.ts';
import { maskValue, personalFields } from '../../../../engines/forms/contract.ts';
import type { Json } from '../../../../engines/processes/contract.ts';
import { startProcess } from '../../../platform/processes/api.ts';
import { getItemImplementation, getVersion } from '../../service-items/api.ts';
import type { PublishedItem } from '../../service-items/contract.ts';
import { caseErrors, type SubmitCase } from '../contract.ts';
import { addEvent, insertMaterials } from '../store/parts.ts';
import { answersOf, applicantIndex, applicantNameIndex, findOpenTwins, insertCase, seal, updateCase } from '../store/cases.ts';

/**
 * Takes an application in: gives it its number, keeps form and materials, and starts its process.
 *
 * Who calls has checked form and materials with the item's own rules.
 *
 * @throws cases.noImplementation, cases.duplicate; files.notFound
 */
export async function submitCase(ctx: Context, input: SubmitCase): Promise<{ caseId: string; number: string }> {
  const item = await getVersion(ctx, input.versionId);
  const implementation = await getItemImplementation(ctx, item.itemId, input.divisionCode);
  if (!implementation) throw caseErrors.noImplementation({ item: item.itemName });
  const twin = (await findOpenTwins(ctx, item.itemId, input.applicant.subjectId)).find((each) => isSameMatter(item, answersOf(each), input.data));
  if (twin) throw caseErrors.duplicate({ number: twin.number });

  const id = newId(ctx.now());
  const { kind, name, subjectId } = input.applicant;
  const files = input.materials.flatMap((material) => (material.source === 'upload' && material.fileId ? [material.fileId] : []));
  await claimFiles(ctx, files, `cases/${id}`);
  const number = await nextNumber(ctx, item.numberPattern, { taskCode: implementation.taskCode });
  await insertCase(ctx, {
    id,
    number,
    item_id: item.itemId,
    item_name: item.itemName,
    version_id: item.versionId,
    task_code: implementation.taskCode,
    case_type: item.caseType,
    unit_id: implementation.unitId,
    division_code: implementation.divisionCode,
    account_id: input.accountId,
    applicant_kind: kind,
    subject_id: subjectId,
    applicant_name: seal(id, 'applicant_name', name),
    applicant_shown: kind === 'person' ? maskValue('name', name) : name,
    applicant_index: applicantIndex(input.applicant.number),
    applicant_name_index: applicantNameIndex(name),
    contact_phone: seal(id, 'contact_phone', input.applicant.phone),
    source: input.source,
    status: 'submitted',
    conclusion: null,
    special: null,
    data: seal(id, 'data', JSON.stringify(input.data)),
    provenance: { ...input.provenance },
    clock_id: null,
    process_id: null,
    licence_id: null,
    submitted_at: ctx.now(),
    received_at: ctx.now(),
    accepted_at: null,
    decided_at: null,
    concluded_at: null,
    changed_at: ctx.now(),
  });
  await insertMaterials(
    ctx,
    input.materials.map((material) => ({
      id: newId(ctx.now()),
      case_id: id,
      key: material.key,
      name: material.name,
      file_id: material.fileId,
      licence_id: material.licenceId,
      source: material.source,
      note: material.note,
      round: 1,
      added_at: ctx.now(),
    })),
  );
  await addEvent(ctx, id, { kind: 'submit', title: '提交申请' });
  const processId = await startProcess(ctx, { definitionId: item.processDefinitionId, subject: `cases/${id}`, unitId: implementation.unitId, variables: processVariables(item, input.data) });
  await updateCase(ctx, id, { process_id: processId });
  ctx.audit('cases.submit', id, { about: subjectId, number });
  ctx.announce('cases.submitted', { caseId: id });
  return { caseId: id, number };
}

/** Whether two applications ask for the same thing: by the fields the item names, or simply by being of one item. */
const isSameMatter = (item: PublishedItem, one: Readonly<Record<string, unknown>>, other: Readonly<Record<string, unknown>>): boolean =>
  item.distinctBy.every((field) => JSON.stringify(one[field] ?? null) === JSON.stringify(other[field] ?? null));

/** What a process may know: the answers, but nothing that is personal. */
export function processVariables(item: PublishedItem, data: Readonly<Record<string, unknown>>): Record<string, Json> {
  const personal = new Set(personalFields(item.form).map(({ path }) => path.split('.')[0]));
  return Object.fromEntries(Object.entries(data).filter(([key]) => !personal.has(key))) as Record<string, Json>;
}
