import type { CompiledExpression, JsonValue } from '../expressions/contract.ts';
import type { Aggregation, HitPolicy } from './model.ts';

/**
 * A type that the evaluator converts input by and checks it against: a simple FEEL type, a list of another, or a
 * group of fields.
 */
export type ValueType = string | { readonly list: ValueType } | { readonly fields: { readonly [name: string]: ValueType } };

/** A checked model, ready to be stored, sent to browsers and evaluated; it is plain JSON. */
export interface CompiledModel {
  readonly name: string;
  readonly inputs: readonly CompiledInput[];
  /** Functions by name. */
  readonly knowledge: { readonly [name: string]: CompiledExpression };
  readonly decisions: { readonly [name: string]: CompiledDecision };
}

export interface CompiledInput {
  readonly name: string;
  readonly type: ValueType;
  /** Tests that each value (of a list, each item) must pass. */
  readonly values: CompiledExpression | null;
}

export interface CompiledDecision {
  readonly name: string;
  readonly question: string;
  /** The decisions it rests on, directly or not, in an order in which each finds what it needs; itself left out. */
  readonly needs: readonly string[];
  /** The inputs it rests on, directly or not. */
  readonly inputs: readonly string[];
  /** The inputs and decisions it rests on directly. */
  readonly requires: readonly string[];
  readonly logic: CompiledTable | CompiledLiteral;
}

export interface CompiledLiteral {
  readonly kind: 'expression';
  readonly expression: CompiledExpression;
}

export interface CompiledTable {
  readonly kind: 'table';
  readonly hitPolicy: HitPolicy;
  readonly aggregation: Aggregation | null;
  readonly inputs: readonly CompiledInputColumn[];
  readonly outputs: readonly CompiledOutputColumn[];
  readonly annotations: readonly string[];
  readonly rules: readonly CompiledRule[];
}

export interface CompiledInputColumn {
  /** The heading, as people see it. */
  readonly label: string;
  readonly expression: CompiledExpression;
  readonly type: ValueType;
  readonly values: CompiledExpression | null;
}

export interface CompiledOutputColumn {
  /** Empty in a table with one output that has no name. */
  readonly name: string;
  readonly label: string;
  /** The allowed values in their order, the most important first; null where they are not a list of values. */
  readonly ranking: readonly JsonValue[] | null;
  /** Tests that a result must pass. */
  readonly values: CompiledExpression | null;
  readonly otherwise: CompiledExpression | null;
}

export interface CompiledRule {
  /** By column; null takes anything. */
  readonly inputs: readonly (CompiledExpression | null)[];
  readonly outputs: readonly CompiledExpression[];
  readonly annotations: readonly string[];
}
