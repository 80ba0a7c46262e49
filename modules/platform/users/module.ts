import { defineModule } from '../../../kernel/module.ts';
import { userContent } from './content.ts';
import { userErrors } from './contract.ts';
import { userRoutes } from './routes.ts';

export default defineModule({
  name: 'users',
  title: '工作人员',
  uses: ['organisations'],
  permissions: {
    'users.read': '查看工作人员账号',
    'users.manage': '维护工作人员账号',
    'users.reveal': '查看工作人员的完整手机号和身份证号',
  },
  routes: userRoutes,
  errors: userErrors,
  content: userContent,
});
