import { implement } from '../../../kernel/endpoint.ts';
import { applyByHand } from './actions/apply.ts';
import { approveSeal, requestSeal } from './actions/make.ts';
import { declineSeal, destroySeal, resumeSeal, suspendSeal } from './actions/status.ts';
import { sealEndpoints } from './contract.ts';
import { getSealDetail, listSeals, listUses, sealPicture, trustList, usedFile } from './queries.ts';
import { inspectUpload, verifyForPublic } from './verify.ts';

export const sealRoutes = implement(sealEndpoints, {
  list: (ctx, filter) => listSeals(ctx, filter),
  get: (ctx, { id }) => getSealDetail(ctx, id),
  picture: (ctx, input) => sealPicture(ctx, input),
  request: (ctx, input) => requestSeal(ctx, input),
  approve: (ctx, input) => approveSeal(ctx, input),
  decline: (ctx, input) => declineSeal(ctx, input),
  suspend: (ctx, input) => suspendSeal(ctx, input),
  resume: (ctx, input) => resumeSeal(ctx, input),
  destroy: (ctx, input) => destroySeal(ctx, input),
  apply: (ctx, input) => applyByHand(ctx, input),
  uses: (ctx, filter) => listUses(ctx, filter),
  usedFile: (ctx, input) => usedFile(ctx, input),
  verify: (ctx, input) => verifyForPublic(ctx, input),
  inspect: (ctx, input) => inspectUpload(ctx, input),
  trust: (ctx) => trustList(ctx),
});
