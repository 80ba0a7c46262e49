/** What went wrong, in five kinds; only `kernel/http` turns a kind into a status number. */
export type ErrorKind = 'invalid' | 'forbidden' | 'not_found' | 'conflict' | 'unavailable';

/** One complaint about one field of the input: `path` as in `applicant.phone`, `message` for people. */
export interface FieldProblem {
  path: string;
  message: string;
}

/** The one error class the platform throws on purpose. `code` is stable and for machines; the message is for people. */
export class AppError extends Error {
  readonly code: string;
  readonly kind: ErrorKind;
  readonly detail: Record<string, unknown>;

  constructor(code: string, kind: ErrorKind, text: string, detail: Record<string, unknown> = {}) {
    super(text);
    this.name = 'AppError';
    this.code = code;
    this.kind = kind;
    this.detail = detail;
  }
}

export type ErrorTable = Record<string, { kind: ErrorKind; text: string }>;

export type ErrorConstructors<T extends ErrorTable> = {
  readonly [K in keyof T]: (detail?: Record<string, unknown>) => AppError;
} & {
  /** The table itself, for the generated list of errors. */
  readonly table: { readonly module: string; readonly entries: T };
};

/**
 * Turns a module's table of errors into constructors: `licenceErrors.notFound({ id })`.
 *
 * Text may hold `{name}` slots, filled from the detail; slots take labels, not codes.
 */
export function defineErrors<const T extends ErrorTable>(module: string, entries: T): ErrorConstructors<T> {
  const constructors = Object.fromEntries(
    Object.entries(entries).map(([key, { kind, text }]) => [
      key,
      (detail: Record<string, unknown> = {}) => new AppError(`${module}.${key}`, kind, fill(text, detail), detail),
    ]),
  );
  return { ...constructors, table: { module, entries } } as unknown as ErrorConstructors<T>;
}

const fill = (text: string, detail: Record<string, unknown>): string =>
  text.replace(/\{(\w+)\}/g, (_, slot: string) => String(detail[slot] ?? ''));
