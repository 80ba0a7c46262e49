import {
  evaluateJson, ExpressionError, isTrue, parseDate, parseDateTime, parseTime,
  type CompiledExpression, type JsonValue,
} from '../expressions/contract.ts';
import type { FieldOf } from './definition.ts';
import type { FieldState, RowState, Setting } from './state.ts';
import type { CellValue } from './values.ts';

/** The place where an expression is asked: the fields as they are now, and its row inside a sub-table. */
export interface Place {
  readonly setting: Setting;
  readonly fields: readonly FieldState[];
}

/** Turns a value into what expressions calculate with: dates become dates, the rest stays JSON. */
export function feelOf(field: Pick<FieldOf<unknown>, 'type'>, value: CellValue): unknown {
  if (typeof value !== 'string') return value;
  if (field.type === 'date') return parseDate(value);
  if (field.type === 'dateTime') return parseDateTime(value);
  if (field.type === 'time') return parseTime(`${value}:00`);
  return value;
}

/**
 * Asks a condition; `broken` is the answer when the expression asks for too much to be worked out.
 *
 * @param more - names beside fields and columns
 */
export function holds(place: Place, expression: CompiledExpression, broken: boolean, row?: RowState, more?: Readonly<Record<string, unknown>>): boolean {
  try {
    return isTrue(expression, scopeOf(place, expression, row, more), { now: place.setting.now });
  } catch (error) {
    if (error instanceof ExpressionError) return broken;
    throw error;
  }
}

/** Works out a computed value; undefined when the expression asks for too much. */
export function calculate(place: Place, expression: CompiledExpression, row?: RowState): JsonValue | undefined {
  try {
    return evaluateJson(expression, scopeOf(place, expression, row), { now: place.setting.now });
  } catch (error) {
    if (error instanceof ExpressionError) return undefined;
    throw error;
  }
}

/** Only the names an expression reads, so that its cost does not grow with the form. */
function scopeOf(place: Place, expression: CompiledExpression, row?: RowState, more?: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const scope: Record<string, unknown> = { ...more };
  for (const [name, source] of place.setting.plan.sources.get(expression) ?? []) {
    scope[name] = source === 'row' ? row?.scope[name] : valueOf(place.fields[source]!);
  }
  return scope;
}

const valueOf = ({ shown, rows, feel }: FieldState): unknown => (rows && shown ? rows.map((row) => row.scope) : feel);
