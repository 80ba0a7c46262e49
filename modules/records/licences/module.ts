import { defineModule } from '../../../kernel/module.ts';
import { licenceContent } from './content.ts';
import { licenceErrors } from './contract.ts';
import { licenceJobs } from './jobs.ts';
import { licenceRoutes } from './routes.ts';

export default defineModule({
  name: 'licences',
  title: '电子证照',
  uses: ['organisations', 'seals', 'subjects'],
  permissions: {
    'licences.read': '查看证照库',
    'licences.reveal': '查看证照的完整照面信息',
    'licences.print': '套打证照',
    'licences.manage': '暂扣、发还、撤销、吊销、注销证照',
  },
  routes: licenceRoutes,
  errors: licenceErrors,
  jobs: licenceJobs,
  content: licenceContent,
});
