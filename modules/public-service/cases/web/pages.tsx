import { lazy } from 'react';
import type { StaffPage } from '../../../../web/staff-kit/pages.ts';

export const pages: readonly StaffPage[] = [
  {
    path: '/cases',
    title: '办件查询',
    permission: 'cases.read',
    menu: { area: '办件管理', order: 10 },
    element: lazy(async () => ({ default: (await import('./CaseList.tsx')).CaseList })),
  },
  {
    path: '/cases/$id',
    title: '办件',
    element: lazy(async () => ({ default: (await import('./CasePage.tsx')).CasePage })),
  },
];
