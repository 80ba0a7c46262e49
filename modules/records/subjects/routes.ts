import { implement } from '../../../kernel/endpoint.ts';
import { revealMine, revealSubject, searchSubject } from './actions.ts';
import { subjectEndpoints } from './contract.ts';
import { describeSubject, listOrganisations, mine } from './queries.ts';

export const subjectRoutes = implement(subjectEndpoints, {
  mine: (ctx) => mine(ctx),
  revealMine: (ctx) => revealMine(ctx),
  search: (ctx, input) => searchSubject(ctx, input),
  organisations: (ctx, filter) => listOrganisations(ctx, filter),
  get: (ctx, { id }) => describeSubject(ctx, id),
  reveal: (ctx, input) => revealSubject(ctx, input),
});
