import { defineModule } from '../../../kernel/module.ts';
import { sampleRecordErrors } from './contract.ts';
import { sampleRecordRoutes } from './routes.ts';

export default defineModule({
  name: 'sample-records',
  title: '样例',
  uses: [],
  permissions: {
    'sample-records.read': '查看样例',
    'sample-records.manage': '登记样例',
  },
  routes: sampleRecordRoutes,
  errors: sampleRecordErrors,
});
