import { defineModule } from '../../../kernel/module.ts';
import { intakeErrors } from './contract.ts';
import { intakeJobs } from './jobs.ts';
import { intakeRoutes } from './routes.ts';

export default defineModule({
  name: 'intake',
  title: '在线申报',
  uses: ['cases', 'dictionaries', 'licences', 'service-items', 'sign-in', 'subjects'],
  permissions: {},
  routes: intakeRoutes,
  errors: intakeErrors,
  jobs: intakeJobs,
});
