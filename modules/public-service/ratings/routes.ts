import { implement } from '../../../kernel/endpoint.ts';
import { rate } from './actions/rate.ts';
import { rectifyRating, replyToRating, reviewRating, verifyRating } from './actions/rectify.ts';
import { ratingEndpoints } from './contract.ts';
import { getInvitation } from './queries/own.ts';
import { getRating, listRatings } from './queries/ratings.ts';
import { ratingStatistics } from './queries/statistics.ts';

export const ratingRoutes = implement(ratingEndpoints, {
  invitation: (ctx, { caseId }) => getInvitation(ctx, caseId),
  rate: async (ctx, input) => {
    await rate(ctx, input);
    return getInvitation(ctx, input.caseId);
  },
  list: (ctx, filter) => listRatings(ctx, filter),
  get: (ctx, { id }) => getRating(ctx, id),
  verify: async (ctx, input) => {
    await verifyRating(ctx, input);
    return getRating(ctx, input.id);
  },
  rectify: async (ctx, input) => {
    await rectifyRating(ctx, input);
    return getRating(ctx, input.id);
  },
  reply: async (ctx, input) => {
    await replyToRating(ctx, input);
    return getRating(ctx, input.id);
  },
  review: async (ctx, input) => {
    await reviewRating(ctx, input);
    return getRating(ctx, input.id);
  },
  statistics: (ctx, input) => ratingStatistics(ctx, input),
});
