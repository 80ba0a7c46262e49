import { formatMonthDay, chinaDate, chinaTime } from '../../../kernel/dates.ts';
import { defineModule } from '../../../kernel/module.ts';
import { notify } from './actions.ts';
import { noticeContent } from './content.ts';
import { noticeErrors } from './contract.ts';
import { noticeJobs } from './jobs.ts';
import { noticeRoutes } from './routes.ts';

export default defineModule({
  name: 'notices',
  title: '消息中心',
  uses: ['settings', 'sign-in', 'users'],
  permissions: {
    'notices.manage': '查看短信记录和消息模板，重发短信',
  },
  routes: noticeRoutes,
  errors: noticeErrors,
  jobs: noticeJobs,
  on: {
    'sign-in.locked': (ctx, { userId }: { userId: string }) =>
      notify(ctx, { to: { kind: 'staff', id: userId }, template: 'sign-in.locked', values: { at: `${formatMonthDay(chinaDate(ctx.now()))} ${chinaTime(ctx.now())}` } }),
  },
  content: noticeContent,
});
