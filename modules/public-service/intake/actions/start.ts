import type { Context } from '../../../../kernel/context.ts';
import type { InputOf, OutputOf } from '../../../../kernel/endpoint.ts';
import { newId } from '../../../../kernel/id.ts';
import { prefillForm, type Prefilled } from '../../../../engines/forms/contract.ts';
import { getAccount } from '../../../platform/sign-in/api.ts';
import { prefillValues, subjectIdsOfAccount, subjectOfAccount } from '../../../records/subjects/api.ts';
import { currentVersion, getItem, getItemImplementation, getVersion } from '../../service-items/api.ts';
import type { PublishedItem } from '../../service-items/contract.ts';
import { intakeErrors, type intakeEndpoints } from '../contract.ts';
import { deviceOf, expiryOf, policy } from '../rules.ts';
import { addDraft, lockOpenDraft, openDrafts, seal, updateDraft, type DraftRow } from '../store.ts';

type Start = typeof intakeEndpoints.startDraft;

/** A division with no body of its own, so that the city's serves it. */
const wholeCity = '';

/**
 * Begins an application, or goes on with the open draft of the same item and applicant; what the city knows is filled in.
 *
 * @throws intake.notVerified, notRepresented, notOnline, organisationNeeded, personNeeded, noImplementation, tooManyDrafts; service-items.notFound
 */
export async function startDraft(ctx: Context, { itemId, divisionCode, onBehalfOf }: InputOf<Start>): Promise<OutputOf<Start>> {
  const personId = await requirePerson(ctx);
  const subjectId = onBehalfOf ?? personId;
  if (!(await subjectIdsOfAccount(ctx, ctx.actor.id)).includes(subjectId)) throw intakeErrors.notRepresented();
  const item = await requireOnline(ctx, itemId, onBehalfOf !== undefined);
  const implementation = await getItemImplementation(ctx, itemId, divisionCode ?? wholeCity);
  if (!implementation) throw intakeErrors.noImplementation({ item: item.itemName });

  const given = {
    account_id: ctx.actor.id,
    item_id: itemId,
    item_name: item.itemName,
    subject_id: subjectId,
    applicant_kind: onBehalfOf === undefined ? ('person' as const) : ('organisation' as const),
    division_code: divisionCode ?? implementation.divisionCode,
  };
  const open = await lockOpenDraft(ctx, given);
  if (open) return goOn(ctx, open, personId, divisionCode);
  if ((await openDrafts(ctx, ctx.actor.id, policy.mostDrafts)).length >= policy.mostDrafts) throw intakeErrors.tooManyDrafts({ count: policy.mostDrafts });

  const id = newId(ctx.now());
  const { data, provenance } = await prefill(ctx, id, item, personId, onBehalfOf);
  const isNew = await addDraft(ctx, {
    ...given,
    id,
    version_id: item.versionId,
    answers: seal(id, 'answers', {}),
    known: seal(id, 'known', data),
    provenance,
    page: null,
    revision: 1,
    saved_from: deviceOf(ctx.origin.agent),
    case_id: null,
    case_number: null,
    created_at: ctx.now(),
    saved_at: ctx.now(),
    expires_at: expiryOf(ctx.now()),
  });
  // Two clicks at once: the other has made the draft meanwhile.
  if (!isNew) return { id: (await lockOpenDraft(ctx, given))?.id ?? id, resumed: true };
  ctx.audit('intake.start', id, { about: subjectId, itemId });
  return { id, resumed: false };
}

async function requirePerson(ctx: Context): Promise<string> {
  const { verified } = await getAccount(ctx, ctx.actor.id);
  const personId = verified ? await subjectOfAccount(ctx, ctx.actor.id) : null;
  if (personId === null) throw intakeErrors.notVerified();
  return personId;
}

async function requireOnline(ctx: Context, itemId: string, forOrganisation: boolean): Promise<PublishedItem> {
  const item = await currentVersion(ctx, itemId);
  if (!item) throw intakeErrors.notOnline({ item: (await getItem(ctx, itemId)).name });
  if (item.applicants.includes(forOrganisation ? 'organisation' : 'person')) return item;
  throw forOrganisation ? intakeErrors.personNeeded({ item: item.itemName }) : intakeErrors.organisationNeeded({ item: item.itemName });
}

/** What the city knows may have changed since; what was typed stays. */
async function goOn(ctx: Context, open: DraftRow, personId: string, divisionCode: string | undefined): Promise<OutputOf<Start>> {
  const item = await getVersion(ctx, open.version_id);
  const { data, provenance } = await prefill(ctx, open.id, item, personId, open.applicant_kind === 'organisation' ? open.subject_id : undefined);
  await updateDraft(ctx, open.id, { ...(divisionCode === undefined ? {} : { division_code: divisionCode }), known: seal(open.id, 'known', data), provenance, expires_at: expiryOf(ctx.now()) });
  return { id: open.id, resumed: true };
}

/** Reads what the city knows of the person, and of the organisation she applies for; each finds that under 谁看过我的数据. */
async function prefill(ctx: Context, draftId: string, item: PublishedItem, personId: string, organisationId: string | undefined): Promise<Prefilled> {
  const filled = prefillForm(item.form, await prefillValues(ctx, personId, organisationId));
  const detail = { basis: '本人申请办事，免填已有信息', itemId: item.itemId, fields: Object.keys(filled.data) };
  for (const about of organisationId === undefined ? [personId] : [personId, organisationId]) ctx.audit('intake.prefill', draftId, { ...detail, about });
  return filled;
}
