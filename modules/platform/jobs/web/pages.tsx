import { lazy } from 'react';
import type { StaffPage } from '../../../../web/staff-kit/pages.ts';

export const pages: readonly StaffPage[] = [
  {
    path: '/jobs',
    title: '后台工作',
    permission: 'jobs.read',
    menu: { area: '平台管理', order: 80 },
    element: lazy(async () => ({ default: (await import('./JobBoard.tsx')).JobBoard })),
  },
  {
    path: '/jobs/queued',
    title: '排队中的工作',
    permission: 'jobs.read',
    element: lazy(async () => ({ default: (await import('./QueuedList.tsx')).QueuedList })),
  },
  {
    path: '/jobs/dead',
    title: '失败的工作',
    permission: 'jobs.read',
    element: lazy(async () => ({ default: (await import('./DeadList.tsx')).DeadList })),
  },
  {
    path: '/jobs/dead/$id',
    title: '失败的工作',
    permission: 'jobs.read',
    element: lazy(async () => ({ default: (await import('./DeadDetail.tsx')).DeadDetail })),
  },
];
