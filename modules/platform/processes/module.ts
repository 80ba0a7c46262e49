import { defineModule } from '../../../kernel/module.ts';
import { processErrors } from './contract.ts';
import { processJobs } from './jobs.ts';
import { processRoutes } from './routes.ts';

export default defineModule({
  name: 'processes',
  title: '流程',
  uses: ['clocks', 'organisations', 'roles', 'users'],
  permissions: {
    'processes.read': '查看流程实例',
    'processes.operate': '处理流程故障和跳转',
    'processes.urge': '催办',
  },
  routes: processRoutes,
  errors: processErrors,
  jobs: processJobs,
});
