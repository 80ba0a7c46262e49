import { lazy } from 'react';
import type { StaffPage } from '../../../../web/staff-kit/pages.ts';

export const pages: readonly StaffPage[] = [
  {
    path: '/process-instances',
    title: '流程运行',
    permission: 'processes.read',
    menu: { area: '平台管理', order: 60 },
    element: lazy(async () => ({ default: (await import('./InstanceList.tsx')).InstanceList })),
  },
  {
    path: '/process-instances/$id',
    title: '流程',
    permission: 'processes.read',
    element: lazy(async () => ({ default: (await import('./InstancePage.tsx')).InstancePage })),
  },
];
