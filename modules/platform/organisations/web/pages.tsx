import { lazy } from 'react';
import type { StaffPage } from '../../../../web/staff-kit/pages.ts';

export const pages: readonly StaffPage[] = [
  {
    path: '/units',
    title: '组织机构',
    permission: 'organisations.read',
    menu: { area: '平台管理', order: 10 },
    element: lazy(async () => ({ default: (await import('./UnitList.tsx')).UnitList })),
  },
  {
    path: '/units/new',
    title: '新设单位',
    permission: 'organisations.manage',
    element: lazy(async () => ({ default: (await import('./UnitForm.tsx')).UnitForm })),
  },
  {
    path: '/units/$id',
    title: '单位',
    permission: 'organisations.read',
    element: lazy(async () => ({ default: (await import('./UnitDetail.tsx')).UnitDetail })),
  },
  {
    path: '/units/$id/rename',
    title: '修改名称',
    permission: 'organisations.manage',
    element: lazy(async () => ({ default: (await import('./UnitRename.tsx')).UnitRename })),
  },
];
