import { defineModule } from '../../../kernel/module.ts';
import { auditErrors } from './contract.ts';
import { auditJobs } from './jobs.ts';
import { auditRoutes } from './routes.ts';

export default defineModule({
  name: 'audit',
  title: '安全审计',
  uses: ['organisations', 'subjects'],
  permissions: {
    'audit.read': '查阅审计记录',
    'audit.export': '导出审计记录',
    'audit.verify': '核验审计链',
  },
  routes: auditRoutes,
  errors: auditErrors,
  jobs: auditJobs,
});
