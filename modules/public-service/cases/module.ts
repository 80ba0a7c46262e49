import { defineModule } from '../../../kernel/module.ts';
import { caseErrors } from './contract.ts';
import { caseReactions } from './events.ts';
import { caseHandlers } from './handlers.ts';
import { caseRoutes } from './routes.ts';

export default defineModule({
  name: 'cases',
  title: '办件',
  uses: ['clocks', 'dictionaries', 'licences', 'notices', 'organisations', 'processes', 'seals', 'service-items', 'subjects'],
  permissions: {
    'cases.read': '查看办件',
    'cases.special': '启动和结束特别程序',
    'cases.extend': '延长审查期限',
  },
  routes: caseRoutes,
  errors: caseErrors,
  handlers: caseHandlers,
  on: caseReactions,
});
