import { lazy } from 'react';
import type { HeaderItem, StaffPage } from '../../../../web/staff-kit/pages.ts';

export const pages: readonly StaffPage[] = [
  {
    path: '/notices',
    title: '我的消息',
    menu: { area: '消息中心', order: 10 },
    element: lazy(async () => ({ default: (await import('./NoticeList.tsx')).NoticeList })),
  },
  {
    path: '/sms',
    title: '短信记录',
    permission: 'notices.manage',
    menu: { area: '消息中心', order: 20 },
    element: lazy(async () => ({ default: (await import('./SmsList.tsx')).SmsList })),
  },
  {
    path: '/notice-templates',
    title: '消息模板',
    permission: 'notices.manage',
    menu: { area: '消息中心', order: 30 },
    element: lazy(async () => ({ default: (await import('./TemplateList.tsx')).TemplateList })),
  },
  {
    path: '/notice-templates/$key',
    title: '模板',
    permission: 'notices.manage',
    element: lazy(async () => ({ default: (await import('./TemplateDetail.tsx')).TemplateDetail })),
  },
];

/** The bell: how many messages wait to be read. */
export const headerItem: HeaderItem = lazy(async () => ({ default: (await import('./Bell.tsx')).Bell }));
