/** The words and measures of a seal picture. */
export interface SealDrawing {
  /** `round` with a star, for units; `oval` without, for special seals such as 发票专用章. */
  readonly kind: 'round' | 'oval';
  /** The unit's full name, set along the arc. */
  readonly unitName: string;
  /** 行政审批专用章 and the like, set across. */
  readonly purpose?: string;
  /** Width in millimetres: 42 for a bureau's round seal, 45 for the city government's; 40 (by 30) for an oval one. */
  readonly sizeMm?: number;
  /** The 13 digits under which the seal is registered with the police, set along the lower arc. */
  readonly code?: string;
}

export interface SealPicture {
  /** Outlines only: shows the same everywhere, with no font. */
  readonly svg: string;
  /** Transparent, 600 pixels wide. */
  readonly png: Uint8Array;
  readonly widthMm: number;
  readonly heightMm: number;
}

/** The red of seal ink; on a black and white print it stays darker than half. */
export const sealRed = '#d7000f';
