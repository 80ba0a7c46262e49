import { lazy } from 'react';
import type { StaffPage } from '../../../../web/staff-kit/pages.ts';

export const pages: readonly StaffPage[] = [
  {
    path: '/roles',
    title: '角色权限',
    permission: 'roles.read',
    menu: { area: '平台管理', order: 30 },
    element: lazy(async () => ({ default: (await import('./RoleList.tsx')).RoleList })),
  },
];
