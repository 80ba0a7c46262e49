import { lazy } from 'react';
import type { StaffPage } from '../../../../web/staff-kit/pages.ts';

export const pages: readonly StaffPage[] = [
  {
    path: '/ratings',
    title: '好差评',
    permission: 'ratings.read',
    menu: { area: '监督评价', order: 10 },
    element: lazy(async () => ({ default: (await import('./RatingList.tsx')).RatingList })),
  },
  {
    path: '/ratings/statistics',
    title: '评价统计',
    permission: 'ratings.read',
    menu: { area: '监督评价', order: 20 },
    element: lazy(async () => ({ default: (await import('./RatingStatistics.tsx')).RatingStatistics })),
  },
  {
    path: '/ratings/$id',
    title: '评价',
    permission: 'ratings.read',
    element: lazy(async () => ({ default: (await import('./RatingDetail.tsx')).RatingDetail })),
  },
];
