import { lazy } from 'react';
import type { StaffPage } from '../../../../web/staff-kit/pages.ts';

export const pages: readonly StaffPage[] = [
  {
    path: '/licences',
    title: '证照库',
    permission: 'licences.read',
    menu: { area: '证照与印章', order: 10 },
    element: lazy(async () => ({ default: (await import('./LicenceList.tsx')).LicenceList })),
  },
  {
    path: '/licences/$id',
    title: '证照',
    permission: 'licences.read',
    element: lazy(async () => ({ default: (await import('./LicenceDetail.tsx')).LicenceDetail })),
  },
];
