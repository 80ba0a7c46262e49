import { menuAreas, type HeaderItem, type MenuArea, type StaffPage } from '../staff-kit/pages.ts';

interface ModulePages {
  readonly pages?: readonly StaffPage[];
  readonly headerItem?: HeaderItem;
}

// The lists are small and come with the shell; the pages themselves are fetched when they are opened.
const found = Object.entries(import.meta.glob<ModulePages>('../../modules/*/*/web/pages.tsx', { eager: true }));

/** The pages of all modules. */
export const modulePages: readonly StaffPage[] = found.flatMap(([, module]) => module.pages ?? []);

/** What modules put into the header. */
export const headerItems: readonly { file: string; Item: HeaderItem }[] = found.flatMap(([file, { headerItem }]) => (headerItem ? [{ file, Item: headerItem }] : []));

export interface MenuGroup {
  readonly area: MenuArea;
  readonly pages: readonly StaffPage[];
}

/** The menu of an officer: only what she may open, areas without pages left out. */
export function menuOf(all: readonly StaffPage[], may: (permission: string) => boolean): MenuGroup[] {
  return menuAreas.flatMap((area) => {
    const own = all.filter((page) => page.menu?.area === area && (page.permission === undefined || may(page.permission)));
    return own.length === 0 ? [] : [{ area, pages: own.toSorted((a, b) => a.menu!.order - b.menu!.order) }];
  });
}

/** The pages above an address, outermost first, the page itself last: `/units` and `/units/$id` for `/units/42`. */
export function trailOf(all: readonly StaffPage[], path: string): { page: StaffPage; address: string }[] {
  const parts = path.split('/').filter(Boolean);
  return parts.flatMap((_, at) => {
    const address = `/${parts.slice(0, at + 1).join('/')}`;
    const page = findPage(all, address);
    return page ? [{ page, address }] : [];
  });
}

/** The page at an address; a page without a parameter in that place wins. */
export function findPage(all: readonly StaffPage[], address: string): StaffPage | undefined {
  const parts = address.split('/').filter(Boolean);
  const fits = all.filter(({ path }) => {
    const wanted = path.split('/').filter(Boolean);
    return wanted.length === parts.length && wanted.every((part, at) => part.startsWith('$') || part === parts[at]);
  });
  return fits.toSorted((a, b) => a.path.split('$').length - b.path.split('$').length)[0];
}
