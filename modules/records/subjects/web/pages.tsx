import { lazy } from 'react';
import type { StaffPage } from '../../../../web/staff-kit/pages.ts';

export const pages: readonly StaffPage[] = [
  {
    path: '/subjects',
    title: '自然人与法人',
    permission: 'subjects.read',
    menu: { area: '办件管理', order: 80 },
    element: lazy(async () => ({ default: (await import('./OrganisationList.tsx')).OrganisationList })),
  },
  {
    path: '/subjects/$id',
    title: '主体信息',
    permission: 'subjects.read',
    element: lazy(async () => ({ default: (await import('./SubjectDetail.tsx')).SubjectDetail })),
  },
];
