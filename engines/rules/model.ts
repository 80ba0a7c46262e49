/** A decision model as people write it: the content of a DMN file, or what the designer edits. */

export const hitPolicies = ['UNIQUE', 'ANY', 'FIRST', 'PRIORITY', 'RULE ORDER', 'OUTPUT ORDER', 'COLLECT'] as const;
export type HitPolicy = (typeof hitPolicies)[number];

export const aggregations = ['SUM', 'COUNT', 'MIN', 'MAX'] as const;
export type Aggregation = (typeof aggregations)[number];

/** Types by FEEL's names; any other name is that of a type definition of the model. */
export const simpleTypes = [
  'any',
  'string',
  'number',
  'boolean',
  'date',
  'time',
  'date and time',
  'days and time duration',
  'years and months duration',
] as const;
export type SimpleType = (typeof simpleTypes)[number];

export interface DecisionModel {
  readonly id: string;
  readonly name: string;
  readonly types: readonly TypeDefinition[];
  readonly inputs: readonly InputData[];
  readonly knowledge: readonly KnowledgeModel[];
  readonly decisions: readonly Decision[];
}

/** A named type: values of a simple type, a group of fields when there are fields, either as a list. */
export interface TypeDefinition {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly list: boolean;
  /** Unary tests that every value must pass, e.g. `"餐饮", "零售"` or `[0..150]`; null for no limit. */
  readonly values: string | null;
  readonly fields: readonly { readonly name: string; readonly type: string; readonly list: boolean }[];
}

interface Element {
  readonly id: string;
  readonly name: string;
  /** Where the diagram shows it, in pixels; null to have it laid out. */
  readonly place: Place | null;
}

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Something the decisions are told. */
export interface InputData extends Element {
  readonly type: string;
}

/** A function that decisions may call. */
export interface KnowledgeModel extends Element {
  readonly parameters: readonly { readonly name: string; readonly type: string }[];
  readonly body: string;
  /** Ids of the knowledge models it calls. */
  readonly requires: readonly string[];
}

export interface Decision extends Element {
  /** What is asked, e.g. `是否需要现场核查？`; empty when left out. */
  readonly question: string;
  /** The type of the result where the author gives it; `any` leaves it to the logic. */
  readonly type: string;
  /** Ids of the inputs, decisions and knowledge models it rests on. */
  readonly requires: readonly string[];
  readonly logic: DecisionTable | LiteralExpression;
}

export interface LiteralExpression {
  readonly kind: 'expression';
  readonly text: string;
}

export interface DecisionTable {
  readonly kind: 'table';
  readonly hitPolicy: HitPolicy;
  /** For COLLECT only; null collects a list. */
  readonly aggregation: Aggregation | null;
  readonly inputs: readonly InputColumn[];
  readonly outputs: readonly OutputColumn[];
  /** Headings of the annotations, e.g. `依据`. */
  readonly annotations: readonly string[];
  readonly rules: readonly Rule[];
}

export interface InputColumn {
  readonly id: string;
  /** The heading; empty to show the expression. */
  readonly label: string;
  readonly expression: string;
  readonly type: string;
  /** Unary tests that the value must pass; null for no limit. */
  readonly values: string | null;
}

export interface OutputColumn {
  readonly id: string;
  /** The name of the result; may be empty in a table with one output. */
  readonly name: string;
  /** The heading; empty to show the name. */
  readonly label: string;
  readonly type: string;
  /** Allowed values as a list of expressions, the most important first for PRIORITY and OUTPUT ORDER; or unary tests. */
  readonly values: string | null;
  /** The result where no rule applies; null for none. */
  readonly otherwise: string | null;
}

export interface Rule {
  readonly id: string;
  /** Unary tests by input column; empty or `-` takes anything. */
  readonly inputs: readonly string[];
  /** Expressions by output column. */
  readonly outputs: readonly string[];
  /** Texts by annotation heading. */
  readonly annotations: readonly string[];
}
