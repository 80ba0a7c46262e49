import { defineModule } from '../../../kernel/module.ts';
import { sealErrors } from './contract.ts';
import { sealRoutes } from './routes.ts';

export default defineModule({
  name: 'seals',
  title: '电子印章',
  uses: ['organisations'],
  permissions: {
    'seals.read': '查看电子印章和用印记录',
    'seals.use': '申请本单位印章、人工用印',
    'seals.manage': '批准、停用、销毁电子印章',
  },
  routes: sealRoutes,
  errors: sealErrors,
});
