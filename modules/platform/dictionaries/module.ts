import { defineModule } from '../../../kernel/module.ts';
import { dictionaryContent } from './content.ts';
import { dictionaryErrors } from './contract.ts';
import { dictionaryRoutes } from './routes.ts';

export default defineModule({
  name: 'dictionaries',
  title: '数据字典',
  uses: ['organisations'],
  permissions: {
    'dictionaries.read': '查看数据字典',
    'dictionaries.manage': '维护数据字典',
  },
  routes: dictionaryRoutes,
  errors: dictionaryErrors,
  content: dictionaryContent,
});
