/**
 * Boxes in a space of several dimensions: by dimension a set of segments, as the bits of a whole number. A rule of a
 * decision table is a box, the cases a table is made for are one, and what no rule covers is a list of them.
 */
export type Box = readonly bigint[];

export const isEmpty = (box: Box): boolean => box.includes(0n);

export const intersect = (a: Box, b: Box): Box => a.map((set, i) => set & (b[i] ?? 0n));

/** Cuts one box out of another; what remains comes in disjoint boxes, one a dimension at most. */
export function subtract(box: Box, hole: Box): Box[] {
  const common = intersect(box, hole);
  if (isEmpty(common)) return [box];
  const rest: Box[] = [];
  for (const [i, set] of box.entries()) {
    const outside = set & ~(hole[i] ?? 0n);
    // Dimensions before this one are inside the hole, so that the pieces do not overlap.
    if (outside !== 0n) rest.push([...common.slice(0, i), outside, ...box.slice(i + 1)]);
  }
  return rest;
}

/** What the boxes leave of a space, in disjoint boxes; null when that takes more than so many of them. */
export function uncovered(space: Box, boxes: readonly Box[], most: number): Box[] | null {
  let rest: Box[] = isEmpty(space) ? [] : [space];
  for (const box of boxes) {
    rest = rest.flatMap((each) => subtract(each, box));
    if (rest.length > most) return null;
  }
  return rest;
}

/** The places of the bits that are set, from the lowest. */
export function bitsOf(set: bigint): number[] {
  const bits: number[] = [];
  for (let rest = set, i = 0; rest !== 0n; rest >>= 1n, i++) if ((rest & 1n) === 1n) bits.push(i);
  return bits;
}
