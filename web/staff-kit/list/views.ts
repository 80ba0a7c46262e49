import { useState } from 'react';
import { preferences } from '../data/keep.ts';
import type { UrlValues } from '../data/useUrl.ts';

/** A list as somebody likes to see it, under a name. */
export interface SavedView {
  readonly name: string;
  /** Conditions and sort, as in the address. */
  readonly search: UrlValues;
  readonly columns: readonly string[] | null;
}

export interface ListPreferences {
  /** Keys of the columns to show, in their order; null for the usual ones. */
  readonly columns: readonly string[] | null;
  readonly tight: boolean;
}

const usual: ListPreferences = { columns: null, tight: true };

/** Columns, density and named views of a list; kept in this browser. */
export function useListPreferences(list: string) {
  const [chosen, setChosen] = useState(() => preferences.read<ListPreferences>(`list.${list}`, usual));
  const [views, setViews] = useState(() => preferences.read<readonly SavedView[]>(`views.${list}`, []));
  const keepViews = (next: readonly SavedView[]): void => {
    preferences.write(`views.${list}`, next);
    setViews(next);
  };
  return {
    chosen,
    views,
    choose: (patch: Partial<ListPreferences>) => {
      const next = { ...chosen, ...patch };
      preferences.write(`list.${list}`, next);
      setChosen(next);
    },
    saveView: (view: SavedView) => keepViews([...views.filter(({ name }) => name !== view.name), view]),
    removeView: (name: string) => keepViews(views.filter((view) => view.name !== name)),
  };
}
