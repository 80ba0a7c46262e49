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
  menu: [
    { area: '监督评价', title: '好差评', order: 10, page: '/ratings', permission: 'ratings.read' },
    { area: '监督评价', title: '评价统计', order: 20, page: '/ratings/statistics', permission: 'ratings.read' },
  ],
});
