export interface ChartProps {
  readonly title: string;
  readonly kind: 'bar' | 'line' | 'pie';
  readonly categories: readonly string[];
  /** One value a category; null where there is none. A pie takes the first series. */
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
  readonly unit?: string;
  readonly height?: number;
  /** A click on a part of the drawing, e.g. opens the list behind it. */
  readonly onPick?: (category: string, series: string) => void;
}
