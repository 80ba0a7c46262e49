/** What a figure must reach; any of the three, and why it does not where that is known. */
export interface Reach {
  readonly least?: number;
  readonly most?: number;
  /** How many times as good as the peer. */
  readonly ratio?: number;
  readonly why?: string;
}

/** One line of a race: medians, and beside a peer the ratio pair by pair. */
export interface Line {
  readonly work: string;
  readonly unit: string;
  readonly ours: number;
  /** How many runs the median is of. */
  readonly runs: number;
  /** The lowest and highest run; null where there was one run or only the median is known. */
  readonly range: readonly [number, number] | null;
  /** `ratio` says how many times as good as the peer, whichever way the figure goes. */
  readonly peer: { readonly name: string; readonly value: number; readonly ratio: number } | null;
  readonly reach: Reach | null;
}

/** What a race measured, run by run; the peer's runs were made in turn with ours. */
export interface Measured {
  readonly work: string;
  readonly unit: string;
  readonly runs: readonly number[];
  /** Whether more of the figure is better, as of a rate, or less, as of a time. */
  readonly better: 'more' | 'less';
  readonly peer?: { readonly name: string; readonly runs: readonly number[] } | null;
  readonly reach?: Reach;
}

/** The middle of the values; of an even number, the lower one of the two. */
export function median(values: readonly number[]): number {
  const middle = values.toSorted((a, b) => a - b)[(values.length - 1) >> 1];
  if (middle === undefined) throw new Error('没有任何一次测量，无法取中位数');
  return middle;
}

/** Takes the medians, and the ratio to the peer as the median over the pairs of runs. */
export function lineOf({ work, unit, runs, better, peer, reach }: Measured): Line {
  const ratios = peer?.runs.map((theirs, at) => (better === 'more' ? (runs[at] ?? 0) / theirs : theirs / (runs[at] ?? 0)));
  return {
    work,
    unit,
    ours: median(runs),
    runs: runs.length,
    range: runs.length > 1 ? [Math.min(...runs), Math.max(...runs)] : null,
    peer: peer && ratios ? { name: peer.name, value: median(peer.runs), ratio: median(ratios) } : null,
    reach: reach ?? null,
  };
}

/** In what a line falls short, in words; empty when it reaches all it must, or must reach nothing. */
export function shortfalls({ ours, unit, peer, reach }: Line): string[] {
  if (!reach) return [];
  return [
    ...(reach.least !== undefined && ours < reach.least ? [`${figure(ours)} ${unit}, should be at least ${figure(reach.least)}`] : []),
    ...(reach.most !== undefined && ours > reach.most ? [`${figure(ours)} ${unit}, should be at most ${figure(reach.most)}`] : []),
    ...(reach.ratio !== undefined && peer && peer.ratio < reach.ratio ? [`${figure(peer.ratio)}× ${peer.name}, should be at least ${figure(reach.ratio)}×`] : []),
  ];
}

/** A number with three significant digits, thousands apart. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 1 ? 2 : 3;
  return value.toLocaleString('en-US', { minimumFractionDigits: 0, maximumFractionDigits: digits });
}
