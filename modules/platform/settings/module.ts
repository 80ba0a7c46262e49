import { defineModule } from '../../../kernel/module.ts';
import { settingContent } from './content.ts';
import { settingErrors } from './contract.ts';
import { settingRoutes } from './routes.ts';

export default defineModule({
  name: 'settings',
  title: '系统设置',
  uses: [],
  permissions: {
    'settings.read': '查看系统设置',
    'settings.manage': '修改系统设置',
  },
  routes: settingRoutes,
  errors: settingErrors,
  content: settingContent,
});
