import { defineModule } from '../../../kernel/module.ts';
import { inboxRoutes } from './routes.ts';

export default defineModule({
  name: 'inbox',
  title: '待办',
  uses: ['cases', 'clocks', 'organisations', 'processes'],
  permissions: {},
  routes: inboxRoutes,
});
