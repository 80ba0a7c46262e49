import { defineModule } from '../../../kernel/module.ts';
import { serviceItemContent } from './content/reader.ts';
import { serviceItemErrors } from './contract.ts';
import { serviceItemJobs } from './jobs.ts';
import { serviceItemRoutes } from './routes.ts';

export default defineModule({
  name: 'service-items',
  title: '事项中心',
  uses: ['dictionaries', 'organisations', 'processes'],
  permissions: {
    'service-items.read': '查看事项和版本',
    'service-items.manage': '启用和停用事项版本',
  },
  routes: serviceItemRoutes,
  errors: serviceItemErrors,
  jobs: serviceItemJobs,
  content: serviceItemContent,
});
