import { addDays, chinaDate } from '../../../kernel/dates.ts';
import type { JobDefinition } from '../../../kernel/module.ts';
import { sumVisits } from './store/catalogue.ts';

const countedDays = 90;

export const serviceItemJobs: Readonly<Record<string, JobDefinition>> = {
  sumVisits: { title: '汇总事项查看次数', every: '20 2 * * *', run: (ctx) => sumVisits(ctx, addDays(chinaDate(ctx.now()), -countedDays)) },
};
