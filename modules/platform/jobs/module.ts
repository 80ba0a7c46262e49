import { defineModule } from '../../../kernel/module.ts';
import { jobErrors } from './contract.ts';
import { jobRoutes } from './routes.ts';

export default defineModule({
  name: 'jobs',
  title: '后台工作',
  uses: [],
  permissions: {
    'jobs.read': '查看后台工作',
    'jobs.operate': '重新执行或放弃失败的后台工作',
  },
  routes: jobRoutes,
  errors: jobErrors,
});
