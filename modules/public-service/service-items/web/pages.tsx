import { lazy } from 'react';
import type { StaffPage } from '../../../../web/staff-kit/pages.ts';

export const pages: readonly StaffPage[] = [
  {
    path: '/service-items',
    title: '事项目录',
    permission: 'service-items.read',
    menu: { area: '事项管理', order: 10 },
    element: lazy(async () => ({ default: (await import('./ItemList.tsx')).ItemList })),
  },
  {
    path: '/service-items/$id',
    title: '事项',
    permission: 'service-items.read',
    element: lazy(async () => ({ default: (await import('./ItemPage.tsx')).ItemPage })),
  },
  {
    path: '/service-item-versions/$id',
    title: '事项版本',
    permission: 'service-items.read',
    element: lazy(async () => ({ default: (await import('./VersionPage.tsx')).VersionPage })),
  },
];
