import { defineModule } from '../../../kernel/module.ts';
import { signInContent } from './content.ts';
import { signInErrors } from './contract.ts';
import { signInJobs } from './jobs.ts';
import { authenticate } from './queries.ts';
import { signInRoutes } from './routes.ts';
import { endSessions } from './store/sessions.ts';

export default defineModule({
  name: 'sign-in',
  title: '登录',
  uses: ['roles', 'users'],
  permissions: {
    'sign-in.unlock': '解除锁定和强制下线',
    'sign-in.reset': '重置工作人员口令',
  },
  routes: signInRoutes,
  errors: signInErrors,
  jobs: signInJobs,
  on: {
    'users.disabled': async (ctx, { userId }: { userId: string }) => {
      await endSessions(ctx, { account: { kind: 'staff', id: userId } }, 'accountDisabled');
    },
  },
  content: signInContent,
  authenticate,
});
