import { lazy } from 'react';
import type { StaffPage } from '../../../../web/staff-kit/pages.ts';

export const pages: readonly StaffPage[] = [
  {
    path: '/seals',
    title: '电子印章',
    permission: 'seals.read',
    menu: { area: '证照与印章', order: 30 },
    element: lazy(async () => ({ default: (await import('./SealList.tsx')).SealList })),
  },
  {
    path: '/seals/new',
    title: '申请印章',
    permission: 'seals.use',
    element: lazy(async () => ({ default: (await import('./SealForm.tsx')).SealForm })),
  },
  {
    path: '/seals/$id',
    title: '印章',
    permission: 'seals.read',
    element: lazy(async () => ({ default: (await import('./SealDetail.tsx')).SealDetail })),
  },
  {
    path: '/seals/$id/apply',
    title: '人工用印',
    permission: 'seals.use',
    element: lazy(async () => ({ default: (await import('./SealApply.tsx')).SealApply })),
  },
  {
    path: '/seal-uses',
    title: '用印记录',
    permission: 'seals.read',
    menu: { area: '证照与印章', order: 40 },
    element: lazy(async () => ({ default: (await import('./SealUses.tsx')).SealUses })),
  },
  {
    path: '/seal-check',
    title: '印章核验',
    menu: { area: '证照与印章', order: 50 },
    element: lazy(async () => ({ default: (await import('./SealInspect.tsx')).SealInspect })),
  },
];
