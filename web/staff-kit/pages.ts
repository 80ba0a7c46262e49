import type { ComponentType } from 'react';

/** The areas of the menu, from top to bottom. */
export const menuAreas = ['工作台', '办件管理', '事项管理', '证照与印章', '监督评价', '消息中心', '平台管理', '安全审计'] as const;
export type MenuArea = (typeof menuAreas)[number];

/** One page of the office, declared by the module it belongs to in `web/pages.tsx`. */
export interface StaffPage {
  /** Address below `/staff`; `$name` segments are parameters: `/units/$id`. */
  readonly path: `/${string}`;
  readonly title: string;
  /** Permission needed to open it; absent when every officer may. */
  readonly permission?: string;
  /** Shows it in the menu; lower orders come first. */
  readonly menu?: { readonly area: MenuArea; readonly order: number };
  /** A component made with `lazy`, so that the page's code is fetched when it is first opened. */
  readonly element: ComponentType;
}

/** Something a module puts into the header, such as the bell of the messages. */
export type HeaderItem = ComponentType;
