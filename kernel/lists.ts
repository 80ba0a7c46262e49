import Type, { type Static, type TProperties, type TSchema } from 'typebox';

/** What every list endpoint takes beside its own filters. */
export const listInput = {
  /** Rows on a page. */
  size: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 20, title: '每页条数' })),
  /** `next` of the page before; absent for the first page. */
  after: Type.Optional(Type.String({ maxLength: 500, title: '页码标记' })),
  /** A sort key of the list, with `-` in front for descending. */
  sort: Type.Optional(Type.String({ maxLength: 60, title: '排序' })),
} satisfies TProperties;

export interface ListInput {
  size?: number;
  after?: string;
  sort?: string;
}

/** A page of rows: `next` is null on the last page; `total` stops counting at 1,000. */
export const pageOf = <Row extends TSchema>(row: Row) =>
  Type.Object({
    rows: Type.Array(row),
    next: Type.Union([Type.String(), Type.Null()]),
    total: Type.Integer(),
    /** Whether there are more than `total` says. */
    more: Type.Boolean(),
  });

export interface Page<Row> {
  rows: Row[];
  next: string | null;
  total: number;
  more: boolean;
}

/** Rows counted at most; a list says “more than 1,000” instead of counting a whole city. */
export const countLimit = 1000;

export type PageOf<Row extends TSchema> = Page<Static<Row>>;
