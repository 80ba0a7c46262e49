import type { Names } from '../../expressions/api.ts';
import type { ValueType } from '../compiled.ts';
import type { InputColumn, OutputColumn } from '../model.ts';
import type { Report } from './checking.ts';
import { nameTypeOf } from './types.ts';
import type { Types } from './types.ts';

/** What the logic of a decision is compiled with. */
export interface Setting {
  readonly decision: string;
  /** Undefined when any simple name will do. */
  readonly names: Names | undefined;
  /** The types of the names. */
  readonly nameTypes: { readonly [name: string]: ValueType };
  /** The allowed values of the names, as text, where their types have any. */
  readonly nameValues: { readonly [name: string]: string | null };
  readonly types: Types;
  readonly report: Report;
}

/** The names inside a cell, where `?` is the value of the column. */
export const namesInCell = ({ names }: Setting, type: ValueType): Names | undefined => names && { ...names, '?': nameTypeOf(type) };

/** How a column is called in problems and explanations. */
export const inputLabel = ({ label, expression }: InputColumn, i: number): string => label.trim() || expression.trim() || `第 ${i + 1} 个输入`;

export const outputLabel = ({ label, name }: OutputColumn, i: number): string => label.trim() || name.trim() || (i === 0 ? '结论' : `第 ${i + 1} 个输出`);
