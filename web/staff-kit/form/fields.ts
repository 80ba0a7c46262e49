import type { ReactNode } from 'react';
import type { Described } from './FieldFrame.tsx';

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly disabled?: boolean;
  /** Further words under the label of a radio. */
  readonly help?: string;
}

interface FieldBase<V> {
  readonly name: keyof V & string;
  readonly label: string;
  readonly help?: string;
  readonly required?: boolean;
  /** Shown only while this holds; a field that is not shown is not sent. */
  readonly when?: (values: Partial<V>) => boolean;
  /** Takes the whole width. */
  readonly wide?: boolean;
}

/** One field of a `RecordForm`. `own` is the way out: any control at all. */
export type RecordField<V> = FieldBase<V> &
  (
    | { readonly kind: 'text'; readonly maxLength?: number; readonly minLength?: number; readonly exactLength?: number; readonly placeholder?: string; readonly password?: boolean }
    | { readonly kind: 'textarea'; readonly maxLength?: number; readonly rows?: number }
    | { readonly kind: 'number'; readonly min?: number; readonly max?: number; readonly decimals?: number; readonly unit?: string }
    | { readonly kind: 'choice'; readonly options: readonly Choice[]; readonly loading?: boolean }
    | { readonly kind: 'choices'; readonly options: readonly Choice[] }
    | { readonly kind: 'radio'; readonly options: readonly Choice[] }
    | { readonly kind: 'day' }
    | { readonly kind: 'yesNo'; readonly says: string }
    | { readonly kind: 'files'; readonly accept?: readonly string[]; readonly most?: number; readonly maxSizeMb?: number }
    | { readonly kind: 'own'; readonly render: (control: OwnControl) => ReactNode }
  );

export interface OwnControl extends Described {
  readonly value: unknown;
  readonly change: (value: unknown) => void;
}

const chosen: ReadonlySet<string> = new Set(['choice', 'choices', 'radio', 'day']);

/** Kinds whose control is a group of controls, captioned rather than labelled. */
export const isGroup = (kind: RecordField<object>['kind']): boolean => kind === 'radio' || kind === 'choices' || kind === 'files';

/** Nothing has been given. */
export const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0);

/**
 * What the browser can already say about a value; the server checks again and knows more.
 *
 * @returns a sentence, or null when nothing is wrong
 */
export function problemOf<V>(field: RecordField<V>, value: unknown): string | null {
  if (isBlank(value) || (field.kind === 'yesNo' && field.required && value !== true)) {
    if (!field.required) return null;
    if (field.kind === 'files') return `请上传${field.label}`;
    return field.kind === 'yesNo' ? `请勾选“${field.says}”` : `请${chosen.has(field.kind) ? '选择' : '填写'}${field.label}`;
  }
  if (field.kind === 'text' && typeof value === 'string') {
    const { length } = [...value.trim()];
    if (field.exactLength !== undefined && length !== field.exactLength) return `${field.label}应为 ${field.exactLength} 位，现在有 ${length} 位`;
    if (field.minLength !== undefined && length < field.minLength) return `${field.label}至少 ${field.minLength} 个字`;
  }
  if (field.kind === 'number' && typeof value === 'number') {
    if (field.min !== undefined && value < field.min) return `${field.label}不能小于 ${field.min}${field.unit ? ` ${field.unit}` : ''}`;
    if (field.max !== undefined && value > field.max) return `${field.label}不能大于 ${field.max}${field.unit ? ` ${field.unit}` : ''}`;
  }
  return null;
}

/** The values to send: of shown fields only, text trimmed, blanks left out. */
export function valuesToSend<V>(fields: readonly RecordField<V>[], values: Partial<V>): V {
  const kept = fields.flatMap((field): [string, unknown][] => {
    const value = values[field.name];
    if ((field.when && !field.when(values)) || isBlank(value)) return [];
    return [[field.name, typeof value === 'string' && field.kind !== 'own' && !(field.kind === 'text' && field.password) ? value.trim() : value]];
  });
  return Object.fromEntries(kept) as V;
}
