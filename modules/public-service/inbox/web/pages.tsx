import { lazy } from 'react';
import type { HeaderItem, StaffPage } from '../../../../web/staff-kit/pages.ts';

export const pages: readonly StaffPage[] = [
  {
    path: '/inbox',
    title: '待办',
    menu: { area: '工作台', order: 10 },
    element: lazy(async () => ({ default: (await import('./Inbox.tsx')).Inbox })),
  },
];

/** How much waits, and the way to the next task from wherever the officer is. */
export const headerItem: HeaderItem = lazy(async () => ({ default: (await import('./Desk.tsx')).Desk }));
