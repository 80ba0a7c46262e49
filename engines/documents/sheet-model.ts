/** Labels with their values, or a table. */
export type SheetSection =
  | { readonly title?: string; readonly pairs: readonly (readonly [label: string, value: string])[] }
  | { readonly title?: string; readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] };

/** What stands on a print sheet, top to bottom. */
export interface Sheet {
  readonly title: string;
  readonly subtitle?: string;
  readonly sections: readonly SheetSection[];
  /** Small print at the foot of every page: who printed it and when. */
  readonly footer?: string;
  /** For lists of many columns. */
  readonly landscape?: boolean;
}
