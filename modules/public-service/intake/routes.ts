import { implement } from '../../../kernel/endpoint.ts';
import { addMaterial, removeMaterial, useLicence } from './actions/materials.ts';
import { saveDraft } from './actions/save.ts';
import { startDraft } from './actions/start.ts';
import { discardDraft, submitDraft } from './actions/submit.ts';
import { intakeEndpoints } from './contract.ts';
import { checkDraft } from './queries/check.ts';
import { getDraft, listDrafts } from './queries/drafts.ts';

export const intakeRoutes = implement(intakeEndpoints, {
  startDraft: (ctx, input) => startDraft(ctx, input),
  drafts: (ctx) => listDrafts(ctx),
  draft: (ctx, { id }) => getDraft(ctx, id),
  saveDraft: (ctx, input) => saveDraft(ctx, input),
  addMaterial: (ctx, input) => addMaterial(ctx, input),
  useLicence: (ctx, input) => useLicence(ctx, input),
  removeMaterial: (ctx, input) => removeMaterial(ctx, input),
  check: (ctx, { id }) => checkDraft(ctx, id),
  submit: (ctx, input) => submitDraft(ctx, input),
  discardDraft: async (ctx, input) => {
    await discardDraft(ctx, input);
    return {};
  },
});
