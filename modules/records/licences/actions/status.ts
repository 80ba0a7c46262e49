import type { Context } from '../../../../kernel/context.ts';
import { licenceErrors, licenceStatusLabels, operationLabels, type Licence } from '../contract.ts';
import { getLicence } from '../queries/licences.ts';
import { mayDo, stateAfter, type StatusOperation } from '../rules.ts';
import { inReach } from '../queries/reach.ts';
import { lockLicence, moveLicence } from '../store/licences.ts';

interface Decision {
  readonly id: string;
  readonly reason: string;
}

/** Takes a licence away for a time. @throws licences.notFound, cannotMove */
export const suspendLicence = (ctx: Context, decision: Decision): Promise<Licence> => operate(ctx, decision, 'suspend');

/** Gives a suspended licence back. @throws licences.notFound, cannotMove */
export const resumeLicence = (ctx: Context, decision: Decision): Promise<Licence> => operate(ctx, decision, 'resume');

/** Revokes a licence that should not have been granted. @throws licences.notFound, cannotMove @source 行政许可法 art. 69 */
export const revokeLicence = (ctx: Context, decision: Decision): Promise<Licence> => operate(ctx, decision, 'revoke');

/** Takes a licence away for good as a penalty. @throws licences.notFound, cannotMove @source 行政处罚法 art. 9 */
export const forfeitLicence = (ctx: Context, decision: Decision): Promise<Licence> => operate(ctx, decision, 'forfeit');

/** Strikes a licence off. @throws licences.notFound, cannotMove @source 行政许可法 art. 70 */
export const cancelLicence = (ctx: Context, decision: Decision): Promise<Licence> => operate(ctx, decision, 'cancel');

async function operate(ctx: Context, { id, reason }: Decision, operation: StatusOperation): Promise<Licence> {
  const licence = await lockLicence(ctx, id);
  if (!licence || !inReach(ctx, 'licences.manage', licence)) throw licenceErrors.notFound({ id });
  if (!mayDo(operation, licence.status)) throw licenceErrors.cannotMove({ from: licenceStatusLabels[licence.status], operation: operationLabels[operation] });
  const status = stateAfter[operation];
  await moveLicence(ctx, id, operation, status, reason);
  ctx.audit(`licences.${operation}`, id, { about: licence.subject_id, basis: reason, from: licence.status });
  ctx.announce('licences.statusChanged', { licenceId: id, subjectId: licence.subject_id, status });
  return getLicence(ctx, id);
}
