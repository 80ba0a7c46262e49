import { defineModule } from '../../../kernel/module.ts';
import { subjectOfAccount } from './actions.ts';
import { subjectContent } from './content.ts';
import { subjectErrors } from './contract.ts';
import { subjectRoutes } from './routes.ts';

export default defineModule({
  name: 'subjects',
  title: '自然人与法人',
  uses: ['dictionaries', 'organisations', 'sign-in'],
  permissions: {
    'subjects.read': '查找和查看自然人与法人（打码）',
    'subjects.reveal': '查看自然人与法定代表人的完整信息',
  },
  routes: subjectRoutes,
  errors: subjectErrors,
  on: {
    'sign-in.verified': async (ctx, { accountId }: { accountId: string }) => {
      await subjectOfAccount(ctx, accountId);
    },
  },
  content: subjectContent,
});
