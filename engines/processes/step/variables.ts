import { ExpressionError, evaluateJson, isTrue, type CompiledExpression } from '../../expressions/contract.ts';
import { nodeOf, type Json, type Mapping, type Value, type Vars } from '../graph.ts';
import type { Token } from '../state.ts';
import { changeToken, findToken, wholeOf, type Run } from './run.ts';
import { StuckError } from './stuck.ts';

/** Gathers the variables seen from a scope or activity: the process's, overlaid by those of the scopes around it, from outside in. */
export function visibleVars(run: Run, from: number): Vars {
  run.base ??= run.options.scope ? { ...run.options.scope, ...run.vars } : run.vars;
  let locals: Vars | undefined;
  for (let token = findToken(run, from); token; token = findToken(run, token.in)) {
    const own = ownVars(run, token);
    if (own) locals = locals ? { ...own, ...locals } : own;
  }
  return locals ? { ...run.base, ...locals } : run.base;
}

/** The variables that belong to a token: those of a sub-process, and the item of an instance. */
function ownVars(run: Run, token: Token): Vars | undefined {
  const whole = token.index === undefined ? undefined : wholeOf(run, token);
  if (!whole?.multi || token.index === undefined) return token.vars;
  const { element } = nodeOf(run.graph, token.at).multi ?? {};
  const item = whole.multi.items?.[token.index];
  return { loopCounter: token.index + 1, ...(element && item !== undefined ? { [element]: item } : {}), ...token.vars };
}

/** Writes variables where they live: in the nearest scope that has the name, otherwise in the process. */
export function assignVars(run: Run, from: number, values: Vars): void {
  const rest: { [name: string]: Json } = {};
  for (const [name, value] of Object.entries(values)) {
    const owner = ownerOf(run, from, name);
    if (owner) changeToken(run, owner, { vars: { ...owner.vars, [name]: value } });
    else rest[name] = value;
  }
  if (Object.keys(rest).length === 0) return;
  run.vars = { ...run.vars, ...rest };
  run.base = undefined;
}

function ownerOf(run: Run, from: number, name: string): Token | undefined {
  for (let token = findToken(run, from); token; token = findToken(run, token.in)) {
    const own = ownVars(run, token);
    if (own && Object.hasOwn(own, name)) return token;
  }
  return undefined;
}

/** Evaluates an expression to plain JSON. */
export const evaluateIn = (run: Run, expression: CompiledExpression, vars: Vars): Json =>
  orStick(expression, () => evaluateJson(expression, vars, { now: run.options.now }));

/** Tells whether a condition holds; anything but true does not. */
export const holdsIn = (run: Run, condition: CompiledExpression, vars: Vars): boolean =>
  orStick(condition, () => isTrue(condition, vars, { now: run.options.now }));

function orStick<T>(expression: CompiledExpression, evaluate: () => T): T {
  try {
    return evaluate();
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new StuckError('expression', `表达式“${expression.source}”无法计算：${error.message}`);
  }
}

export const valueIn = (run: Run, value: Value, vars: Vars): Json => ('text' in value ? value.text : evaluateIn(run, value.feel, vars));

/** Evaluates an input or output mapping to the variables it makes. */
export const mapIn = (run: Run, mappings: readonly Mapping[] | undefined, vars: Vars): Vars =>
  Object.fromEntries((mappings ?? []).map(({ name, value }) => [name, valueIn(run, value, vars)]));
