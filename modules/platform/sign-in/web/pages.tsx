import { lazy } from 'react';
import type { StaffPage } from '../../../../web/staff-kit/pages.ts';

export const pages: readonly StaffPage[] = [
  {
    path: '/me',
    title: '我的账号',
    menu: { area: '工作台', order: 90 },
    element: lazy(async () => ({ default: (await import('./MyAccount.tsx')).MyAccount })),
  },
  {
    path: '/locked-users',
    title: '锁定与下线',
    permission: 'sign-in.unlock',
    menu: { area: '平台管理', order: 40 },
    element: lazy(async () => ({ default: (await import('./LockedList.tsx')).LockedList })),
  },
];
