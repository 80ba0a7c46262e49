/** A rectangle on a page for a seal: points from the lower left corner, as PDF counts; pages from 1. */
export interface SealPlace {
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Across the right edges of all pages (骑缝章): the diameter of the seal in millimetres. */
export interface SeamPlace {
  readonly seamMm: number;
}

/** How a reader checks that a document is genuine. */
export interface Verification {
  /** What the QR code holds. */
  readonly url: string;
  /** What a reader types by hand. */
  readonly code: string;
  /** The short address where it is typed. */
  readonly site: string;
}
