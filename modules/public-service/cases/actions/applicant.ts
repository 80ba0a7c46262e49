import type { Context } from '../../../../kernel/context.ts';
import type { InputOf } from '../../../../kernel/endpoint.ts';
import { claimFiles } from '../../../../kernel/files/store.ts';
import { newId } from '../../../../kernel/id.ts';
import { validateForm } from '../../../../engines/forms/contract.ts';
import { stopClock } from '../../../platform/clocks/api.ts';
import { codesFor } from '../codes.ts';
import { sendMessage, terminateProcess } from '../../../platform/processes/api.ts';
import { getVersion } from '../../service-items/api.ts';
import { requireOwnForChange } from '../access.ts';
import { caseErrors, caseStatusLabels, type caseEndpoints } from '../contract.ts';
import { caseStates } from '../rules.ts';
import { addEvent, answerSupplement, findSupplement, insertMaterials } from '../store/parts.ts';
import { answersOf, seal, updateCase } from '../store/cases.ts';

/** Withdraws the applicant's own application before it is decided. @throws cases.notFound, cannotMove */
export async function withdrawCase(ctx: Context, { id, reason }: InputOf<typeof caseEndpoints.withdrawMine>): Promise<void> {
  const record = await requireOwnForChange(ctx, id);
  if (!caseStates.can(record.status, 'withdrawn')) throw caseErrors.cannotMove({ from: caseStatusLabels[record.status], action: '撤回' });
  if (record.clock_id) await stopClock(ctx, record.clock_id, '撤回申请');
  await updateCase(ctx, id, { status: 'withdrawn', conclusion: 'withdrawn', concluded_at: ctx.now() });
  await addEvent(ctx, id, { kind: 'withdraw', title: '撤回申请', opinion: reason });
  await terminateProcess(ctx, `cases/${id}`, '申请人撤回申请');
  ctx.audit('cases.withdraw', id, { about: record.subject_id });
  ctx.announce('cases.withdrawn', { caseId: id });
}

/**
 * Takes in what the applicant supplies, all of it at once; the case goes back to the officer who asked.
 *
 * @throws cases.notFound, notSupplementing, supplementIncomplete, invalidForm; files.notFound
 */
export async function supplementCase(ctx: Context, input: InputOf<typeof caseEndpoints.supplementMine>): Promise<void> {
  const record = await requireOwnForChange(ctx, input.id);
  const notice = await findSupplement(ctx, input.id);
  if (record.status !== 'supplementing' || !notice) throw caseErrors.notSupplementing();
  const item = await getVersion(ctx, record.version_id);
  const fields = input.fields ?? {};
  const given = new Set([...input.materials.map((material) => material.key), ...Object.keys(fields)]);
  const missing = notice.items.filter((each) => !given.has(each.about));
  if (missing.length > 0) throw caseErrors.supplementIncomplete({ count: missing.length, problems: missing.map((each) => ({ path: each.about, message: `请补正“${each.name}”：${each.requirement}` })) });

  const asked = new Set(notice.items.map((each) => each.about));
  const answers = Object.fromEntries(Object.entries(fields).filter(([key]) => asked.has(key)));
  const checked = validateForm(item.form, { data: answersOf(record), answers, codes: await codesFor(ctx, item.form), now: ctx.now() });
  const problems = checked.problems.filter((problem) => problem.level !== 'warning' && asked.has(problem.path.split(/[.[]/)[0] ?? ''));
  if (problems.length > 0) throw caseErrors.invalidForm({ count: problems.length, problems: problems.map(({ path, message }) => ({ path, message })) });

  const materials = input.materials.filter((material) => asked.has(material.key));
  const files = await claimFiles(ctx, materials.map((material) => material.fileId), `cases/${record.id}`);
  await insertMaterials(
    ctx,
    materials.map((material) => ({
      id: newId(ctx.now()),
      case_id: record.id,
      key: material.key,
      name: item.materials.find((each) => each.key === material.key)?.name ?? files.find((file) => file.id === material.fileId)?.name ?? material.key,
      file_id: material.fileId,
      licence_id: null,
      source: 'upload' as const,
      note: null,
      round: 2,
      added_at: ctx.now(),
    })),
  );
  await updateCase(ctx, record.id, { status: 'submitted', received_at: ctx.now(), data: seal(record.id, 'data', JSON.stringify(checked.data)) });
  await answerSupplement(ctx, record.id);
  await addEvent(ctx, record.id, { kind: 'supplement', title: '提交补正', opinion: input.note });
  await sendMessage(ctx, `cases/${record.id}`, 'supplemented');
  ctx.audit('cases.supplement', record.id, { about: record.subject_id });
  ctx.announce('cases.supplemented', { caseId: record.id });
}
