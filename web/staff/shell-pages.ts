import { lazy } from 'react';
import type { StaffPage } from '../staff-kit/pages.ts';

/** Pages that belong to no module. */
export const shellPages: readonly StaffPage[] = [
  { path: '/', title: '首页', element: lazy(async () => ({ default: (await import('./Home.tsx')).Home })) },
  { path: '/password', title: '修改口令', element: lazy(async () => ({ default: (await import('./PasswordPage.tsx')).PasswordPage })) },
  { path: '/kit', title: '界面组件', element: lazy(async () => ({ default: (await import('./kit/Pieces.tsx')).Pieces })) },
  { path: '/kit/list', title: '示例列表', element: lazy(async () => ({ default: (await import('./kit/ListShow.tsx')).ListShow })) },
  { path: '/kit/form', title: '示例表单', element: lazy(async () => ({ default: (await import('./kit/FormShow.tsx')).FormShow })) },
];
