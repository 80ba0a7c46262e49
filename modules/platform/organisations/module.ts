import { defineModule } from '../../../kernel/module.ts';
import { organisationContent } from './content.ts';
import { organisationErrors } from './contract.ts';
import { organisationRoutes } from './routes.ts';

export default defineModule({
  name: 'organisations',
  title: '组织机构',
  uses: [],
  permissions: {
    'organisations.read': '查看单位',
    'organisations.manage': '维护单位',
  },
  routes: organisationRoutes,
  errors: organisationErrors,
  content: organisationContent,
});
