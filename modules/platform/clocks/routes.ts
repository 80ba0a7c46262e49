import { implement } from '../../../kernel/endpoint.ts';
import { clockEndpoints } from './contract.ts';
import { calendarDays } from './queries.ts';

export const clockRoutes = implement(clockEndpoints, {
  calendarDays: (ctx, { year }) => calendarDays(ctx, year),
});
