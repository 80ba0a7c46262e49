import { lazy } from 'react';
import type { StaffPage } from '../../../../web/staff-kit/pages.ts';

export const pages: readonly StaffPage[] = [
  {
    path: '/audit',
    title: '审计记录',
    permission: 'audit.read',
    menu: { area: '安全审计', order: 10 },
    element: lazy(async () => ({ default: (await import('./EntryList.tsx')).EntryList })),
  },
  {
    path: '/audit/$id',
    title: '审计记录',
    permission: 'audit.read',
    element: lazy(async () => ({ default: (await import('./EntryDetail.tsx')).EntryDetail })),
  },
  {
    path: '/audit-verifications',
    title: '审计链核验',
    permission: 'audit.verify',
    menu: { area: '安全审计', order: 20 },
    element: lazy(async () => ({ default: (await import('./VerificationList.tsx')).VerificationList })),
  },
];
