import type { FontSlot } from '../fonts/model.ts';

/** All measures of a face are millimetres from the top left corner of the page; sizes of type are points. */
export interface FaceBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Names of the variants that show an element, such as 副本; null shows it in all. */
type Only = readonly string[] | null;

/** Words printed on every licence: the title, 正本, notes. */
export interface FaceText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
  readonly align: 'left' | 'centre' | 'right';
  readonly font: FontSlot;
  /** Extra room between characters, in ems. */
  readonly spacing: number;
  readonly colour: string;
  readonly only: Only;
}

/** A label and the room for its value; a long value is set smaller, down to `minSize`. */
export interface FaceField extends FaceBox {
  readonly key: string;
  /** Empty for a value that needs none. */
  readonly label: string;
  /** The label's characters are spread over this width, as on printed forms. */
  readonly labelWidth: number;
  readonly size: number;
  readonly minSize: number;
  readonly align: 'left' | 'centre' | 'right';
  readonly required: boolean;
  readonly only: Only;
}

/** A place for a picture given at printing: a photograph, the national emblem where the law lets the city print it. */
export interface FacePicture extends FaceBox {
  readonly key: string;
  readonly only: Only;
}

/** The layout of a licence, checked; plain JSON. */
export interface LicenceFace {
  readonly name: string;
  readonly page: { readonly width: number; readonly height: number };
  readonly border: { readonly style: 'ornate' | 'double' | 'none'; readonly colour: string; readonly margin: number };
  /** A pale rosette in the middle; null for none. */
  readonly rosette: { readonly colour: string } | null;
  /** 正本, 副本; the first is made when none is asked for. */
  readonly variants: readonly string[];
  readonly texts: readonly FaceText[];
  readonly fields: readonly FaceField[];
  readonly pictures: readonly FacePicture[];
  readonly qrCode: { readonly x: number; readonly y: number; readonly size: number } | null;
  readonly barcode: (FaceBox & { readonly key: string }) | null;
  /** Middle and diameter of the seal. */
  readonly seal: { readonly x: number; readonly y: number; readonly size: number } | null;
}

/** One fault of a face; `path` as in `fields[2].width`. */
export interface FaceProblem {
  readonly path: string;
  readonly message: string;
}
