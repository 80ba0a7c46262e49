import { useHotkeys } from '../data/useHotkeys.ts';

const links = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('main [data-row-link]')];

/** j and k, or the arrows, walk the rows by moving the focus to their links, so that Enter opens by itself; / goes to the filter. */
export function useListKeys(turn: { next: () => void; previous: () => void }): void {
  const walk = (step: number) => (event: KeyboardEvent) => {
    const all = links();
    if (all.length === 0) return;
    event.preventDefault();
    const here = document.activeElement?.closest('tr')?.querySelector<HTMLElement>('[data-row-link]');
    const at = here ? all.indexOf(here) : -1;
    const to = at === -1 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1);
    all[to]?.focus();
    all[to]?.closest('tr')?.scrollIntoView({ block: 'nearest' });
  };
  useHotkeys({
    j: walk(1),
    k: walk(-1),
    ArrowDown: walk(1),
    ArrowUp: walk(-1),
    x: () => document.activeElement?.closest('tr')?.querySelector<HTMLElement>('input[type="checkbox"]')?.click(),
    n: turn.next,
    p: turn.previous,
    '/': (event) => {
      event.preventDefault();
      document.querySelector<HTMLElement>('input[data-quick-filter], [data-quick-filter] input')?.focus();
    },
  });
}
