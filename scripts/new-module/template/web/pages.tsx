import { lazy } from 'react';
import type { StaffPage } from '../../../../web/staff-kit/pages.ts';

export const pages: readonly StaffPage[] = [
  {
    path: '/sample-records',
    title: '样例',
    permission: 'sample-records.read',
    menu: { area: '平台管理', order: 90 },
    element: lazy(async () => ({ default: (await import('./SampleRecordList.tsx')).SampleRecordList })),
  },
  {
    path: '/sample-records/new',
    title: '登记样例',
    permission: 'sample-records.manage',
    element: lazy(async () => ({ default: (await import('./SampleRecordForm.tsx')).SampleRecordForm })),
  },
  {
    path: '/sample-records/$id',
    title: '样例',
    permission: 'sample-records.read',
    element: lazy(async () => ({ default: (await import('./SampleRecordDetail.tsx')).SampleRecordDetail })),
  },
];
