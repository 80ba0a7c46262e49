import { defineModule } from '../../../kernel/module.ts';
import { invite } from './actions/rate.ts';
import { ratingErrors } from './contract.ts';
import { ratingRoutes } from './routes.ts';

export default defineModule({
  name: 'ratings',
  title: '好差评',
  uses: ['cases', 'clocks', 'dictionaries', 'notices', 'organisations', 'processes'],
  permissions: {
    'ratings.read': '查看评价和评价统计',
    'ratings.rectify': '核实、整改和反馈差评',
    'ratings.review': '复核差评整改',
  },
  routes: ratingRoutes,
  errors: ratingErrors,
  on: { 'cases.concluded': invite },
});
