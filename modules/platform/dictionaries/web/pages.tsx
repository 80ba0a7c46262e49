import { lazy } from 'react';
import type { StaffPage } from '../../../../web/staff-kit/pages.ts';

export const pages: readonly StaffPage[] = [
  {
    path: '/dictionaries',
    title: '数据字典',
    permission: 'dictionaries.read',
    menu: { area: '平台管理', order: 50 },
    element: lazy(async () => ({ default: (await import('./DictionaryList.tsx')).DictionaryList })),
  },
  {
    path: '/dictionaries/$key',
    title: '字典',
    permission: 'dictionaries.read',
    element: lazy(async () => ({ default: (await import('./DictionaryItems.tsx')).DictionaryItems })),
  },
  {
    path: '/dictionaries/$key/new',
    title: '增加字典项',
    permission: 'dictionaries.manage',
    element: lazy(async () => ({ default: (await import('./ItemForm.tsx')).ItemForm })),
  },
];
