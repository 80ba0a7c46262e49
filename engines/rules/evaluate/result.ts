import type { JsonValue } from '../../expressions/contract.ts';

/** What a decision came to. */
export interface DecisionResult {
  readonly decision: string;
  /**
   * The value: that of the one output, or an object by output names; a list of these where the hit policy gives
   * several. Null where the decision could not be made.
   */
  readonly outputs: JsonValue;
  /** Why a decision could not be made as it should, in Chinese; empty when all went well. */
  readonly problems: readonly string[];
  /** Why it came out so; null unless asked for. */
  readonly explanation: DecisionExplanation | null;
}

/** How one decision came out, and the decisions it rests on. */
export interface DecisionExplanation {
  readonly decision: string;
  readonly outputs: JsonValue;
  /** Of a table: the value of each input column. Of an expression: each name it may use. */
  readonly inputs: readonly InputValue[];
  /** The rules that applied and made the result; empty for an expression, or when none did. */
  readonly applied: readonly AppliedRule[];
  /** The rules that came nearest, the nearest first, three at most; only when fewer columns than all fail. */
  readonly nearest: readonly MissedRule[];
  /** Whether the default results were taken, since no rule applied. */
  readonly isDefault: boolean;
  readonly problems: readonly string[];
  /** Decisions whose results were used, each once. */
  readonly basedOn: readonly DecisionExplanation[];
}

export interface InputValue {
  readonly label: string;
  readonly value: JsonValue;
  /** The value in Chinese, e.g. `“餐饮”` or `2026年1月31日`. */
  readonly text: string;
}

/** A cell and what it says, e.g. `不超过 150`. */
export interface CellExplanation {
  readonly column: string;
  /** The text of the cell. */
  readonly test: string;
  readonly value: JsonValue;
  /** The test in Chinese. */
  readonly meaning: string;
  /** Value and test in Chinese, e.g. `经营面积 为 80（不超过 150）`. */
  readonly sentence: string;
}

export interface AppliedRule {
  /** Counted from 1. */
  readonly rule: number;
  readonly cells: readonly CellExplanation[];
  readonly outputs: readonly { readonly label: string; readonly value: JsonValue; readonly text: string }[];
  /** By heading, those that are filled in. */
  readonly annotations: readonly { readonly heading: string; readonly text: string }[];
}

export interface MissedRule {
  readonly rule: number;
  /** The cells that were not met. */
  readonly cells: readonly CellExplanation[];
}
