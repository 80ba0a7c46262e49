import type { Context } from '../../../kernel/context.ts';
import { implement } from '../../../kernel/endpoint.ts';
import { completeStep } from './actions/act.ts';
import { supplementCase, withdrawCase } from './actions/applicant.ts';
import { endSpecial, extendLimit, startSpecial } from './actions/special.ts';
import { caseEndpoints, type CaseDetail, type OwnCase } from './contract.ts';
import { caseProgress, getCaseDetail, getOwnCase, openLetter, openMaterial } from './queries/detail.ts';
import { listCases, listOwnCases } from './queries/list.ts';
import { caseSheet } from './queries/sheet.ts';

const thenShow = async (ctx: Context, id: string, work: Promise<void>): Promise<CaseDetail> => {
  await work;
  return getCaseDetail(ctx, id);
};

const thenShowOwn = async (ctx: Context, id: string, work: Promise<void>): Promise<OwnCase> => {
  await work;
  return getOwnCase(ctx, id);
};

export const caseRoutes = implement(caseEndpoints, {
  list: (ctx, filter) => listCases(ctx, filter),
  get: (ctx, { id }) => getCaseDetail(ctx, id),
  complete: (ctx, input) => thenShow(ctx, input.id, completeStep(ctx, input)),
  startSpecial: (ctx, input) => thenShow(ctx, input.id, startSpecial(ctx, input)),
  endSpecial: (ctx, input) => thenShow(ctx, input.id, endSpecial(ctx, input)),
  extend: (ctx, input) => thenShow(ctx, input.id, extendLimit(ctx, input)),
  material: (ctx, { id, materialId }) => openMaterial(ctx, id, materialId),
  letter: (ctx, { id, letterId }) => openLetter(ctx, id, letterId),
  sheet: (ctx, { id }) => caseSheet(ctx, id),
  mine: (ctx, filter) => listOwnCases(ctx, filter),
  mineDetail: (ctx, { id }) => getOwnCase(ctx, id),
  withdrawMine: (ctx, input) => thenShowOwn(ctx, input.id, withdrawCase(ctx, input)),
  supplementMine: (ctx, input) => thenShowOwn(ctx, input.id, supplementCase(ctx, input)),
  mineLetter: (ctx, { id, letterId }) => openLetter(ctx, id, letterId),
  mineMaterial: (ctx, { id, materialId }) => openMaterial(ctx, id, materialId),
  progress: (ctx, input) => caseProgress(ctx, input),
});
