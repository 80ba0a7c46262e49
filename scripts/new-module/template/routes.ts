import { implement } from '../../../kernel/endpoint.ts';
import { createSampleRecord } from './actions.ts';
import { sampleRecordEndpoints } from './contract.ts';
import { getSampleRecord, listSampleRecords } from './queries.ts';

export const sampleRecordRoutes = implement(sampleRecordEndpoints, {
  list: (ctx, filter) => listSampleRecords(ctx, filter),
  get: (ctx, { id }) => getSampleRecord(ctx, id),
  create: (ctx, input) => createSampleRecord(ctx, input),
});
