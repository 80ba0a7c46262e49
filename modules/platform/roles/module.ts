import { defineModule } from '../../../kernel/module.ts';
import { roleContent } from './content.ts';
import { roleErrors } from './contract.ts';
import { roleRoutes } from './routes.ts';

export default defineModule({
  name: 'roles',
  title: '角色权限',
  uses: ['organisations', 'users'],
  permissions: {
    'roles.read': '查看角色和授权',
    'roles.grant': '授予和收回角色',
  },
  routes: roleRoutes,
  errors: roleErrors,
  content: roleContent,
});
