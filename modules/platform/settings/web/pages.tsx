import { lazy } from 'react';
import type { StaffPage } from '../../../../web/staff-kit/pages.ts';

export const pages: readonly StaffPage[] = [
  {
    path: '/settings',
    title: '系统设置',
    permission: 'settings.read',
    menu: { area: '平台管理', order: 70 },
    element: lazy(async () => ({ default: (await import('./SettingList.tsx')).SettingList })),
  },
  {
    path: '/settings/$key',
    title: '设置',
    permission: 'settings.read',
    element: lazy(async () => ({ default: (await import('./SettingDetail.tsx')).SettingDetail })),
  },
];
