import { defineModule } from '../../../kernel/module.ts';
import { clockContent } from './content.ts';
import { clockErrors } from './contract.ts';
import { clockJobs } from './jobs.ts';
import { clockRoutes } from './routes.ts';

export default defineModule({
  name: 'clocks',
  title: '时限计时',
  uses: [],
  permissions: {},
  routes: clockRoutes,
  errors: clockErrors,
  jobs: clockJobs,
  content: clockContent,
});
