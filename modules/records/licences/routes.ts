import { implement } from '../../../kernel/endpoint.ts';
import { cancelLicence, forfeitLicence, resumeLicence, revokeLicence, suspendLicence } from './actions/status.ts';
import { licenceEndpoints } from './contract.ts';
import { licenceDetail, licenceFile, overprint, revealLicence } from './queries/detail.ts';
import { listLicences, listTypes } from './queries/licences.ts';
import { verifyLicence } from './queries/verify.ts';
import { wallet, walletFile } from './queries/wallet.ts';

export const licenceRoutes = implement(licenceEndpoints, {
  types: async (ctx) => ({ rows: await listTypes(ctx) }),
  list: (ctx, filter) => listLicences(ctx, filter),
  get: (ctx, { id }) => licenceDetail(ctx, id),
  reveal: (ctx, input) => revealLicence(ctx, input),
  file: (ctx, input) => licenceFile(ctx, input),
  overprint: (ctx, input) => overprint(ctx, input),
  suspend: (ctx, input) => suspendLicence(ctx, input),
  resume: (ctx, input) => resumeLicence(ctx, input),
  revoke: (ctx, input) => revokeLicence(ctx, input),
  forfeit: (ctx, input) => forfeitLicence(ctx, input),
  cancel: (ctx, input) => cancelLicence(ctx, input),
  wallet: (ctx) => wallet(ctx),
  walletFile: (ctx, input) => walletFile(ctx, input),
  verify: (ctx, input) => verifyLicence(ctx, input),
});
