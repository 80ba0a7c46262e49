import { lazy } from 'react';
import type { StaffPage } from '../../../../web/staff-kit/pages.ts';

export const pages: readonly StaffPage[] = [
  {
    path: '/users',
    title: '工作人员',
    permission: 'users.read',
    menu: { area: '平台管理', order: 20 },
    element: lazy(async () => ({ default: (await import('./UserList.tsx')).UserList })),
  },
  {
    path: '/users/new',
    title: '建立账号',
    permission: 'users.manage',
    element: lazy(async () => ({ default: (await import('./UserForm.tsx')).UserForm })),
  },
  {
    path: '/users/$id',
    title: '账号',
    permission: 'users.read',
    element: lazy(async () => ({ default: (await import('./UserDetail.tsx')).UserDetail })),
  },
  {
    path: '/users/$id/edit',
    title: '修改账号',
    permission: 'users.manage',
    element: lazy(async () => ({ default: (await import('./UserEdit.tsx')).UserEdit })),
  },
];
