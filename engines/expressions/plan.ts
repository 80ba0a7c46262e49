/**
 * The compact form of a checked expression: nested JSON arrays whose first element says what to do.
 *
 * The server makes it, the evaluator turns it into closures; between the two it may be stored or sent as JSON.
 * Local variables (iteration variables, parameters, context entries, `item`, `partial`, `?`) are addressed by
 * how many bindings lie between use and declaration: 0 is the innermost.
 */
export type Plan =
  | readonly ['null']
  | readonly ['boolean', boolean]
  | readonly ['text', string]
  | readonly ['number', string]
  | readonly ['temporal', string]
  | readonly ['name', string]
  | readonly ['local', number]
  /** The results of the `for` bound at this position so far. */
  | readonly ['partial', number]
  | readonly ['builtin', string]
  /** A name inside filters: own field of the items bound at these positions, innermost first, else the fallback. */
  | readonly ['field', string, readonly number[], Plan]
  | readonly ['path', Plan, string]
  | readonly ['filter', Plan, Plan]
  | readonly ['index', Plan, Plan]
  | readonly ['arithmetic', '+' | '-' | '*' | '/' | '**', Plan, Plan]
  | readonly ['negate', Plan]
  | readonly ['compare', CompareOperator, Plan, Plan]
  | readonly ['between', Plan, Plan, Plan]
  | readonly ['and', readonly Plan[]]
  | readonly ['or', readonly Plan[]]
  | readonly ['if', Plan, Plan, Plan]
  | readonly ['for', readonly Iteration[], Plan]
  | readonly ['some', readonly Iteration[], Plan]
  | readonly ['every', readonly Iteration[], Plan]
  | readonly ['list', readonly Plan[]]
  | readonly ['context', readonly (readonly [string, Plan])[]]
  | readonly ['range', Plan, Plan, boolean, boolean]
  | readonly ['function', readonly string[], Plan]
  | readonly ['call', Plan, readonly Plan[]]
  | readonly ['callNamed', Plan, readonly (readonly [string, Plan])[]]
  | readonly ['instance', Plan, TypePlan]
  /** Binds the value to `?`; true when one of the tests is. */
  | readonly ['in', Plan, readonly Plan[]]
  /** `< x` and the like applied to `?`. */
  | readonly ['test', CompareOperator, Plan]
  /** A value as a test: equal to `?`, or a list or range that contains it. */
  | readonly ['holds', Plan]
  /** True when none of the tests is. */
  | readonly ['not', readonly Plan[]];

export type CompareOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** One `x in list` or `x in from..to`. */
export type Iteration = readonly [Plan] | readonly [Plan, Plan];

/** A type as written after `instance of`; a name is that of a FEEL type, or `Any`. */
export type TypePlan =
  | string
  | readonly ['list', TypePlan]
  | readonly ['context', readonly (readonly [string, TypePlan])[]];
