/**
 * Turns a plan into closures, once; evaluating then is calling the outermost one.
 *
 * Closures are about three times as fast as walking the plan, and unlike generated code they need neither `eval` nor
 * a Content-Security-Policy that allows it.
 */
import type { Plan } from '../plan.ts';
import { builtinFunction } from '../builtins/all.ts';
import { spend } from '../values/budget.ts';
import { parseDecimal } from '../values/decimals.ts';
import { parseTemporal } from '../values/temporal.ts';
import { contextOf, entryOf, isContext, isList, toFeel } from '../values/values.ts';
import type { FeelValue } from '../values/values.ts';
import { callCode, functionCode, namedCallCode } from './calls.ts';
import { filterCode, forCode, indexCode, quantifiedCode } from './iteration.ts';
import { andCode, arithmeticCode, betweenCode, compareCode, negateCode, orCode, rangeBetween, rangeCode } from './operators.ts';
import { pathCode } from './paths.ts';
import { holdsCode, inCode, instanceCode, notCode, testCode } from './tests.ts';
import { bind, localOf } from './code.ts';
import type { Code, IterationCode } from './code.ts';

/** Builds the closure of a plan. */
export function build(plan: Plan): Code {
  switch (plan[0]) {
    case 'null':
    case 'boolean':
    case 'text':
    case 'number':
    case 'temporal':
      return constant(literalOf(plan) ?? null);
    case 'name':
      return nameCode(plan[1]);
    case 'local':
      return localCode(plan[1]);
    case 'builtin':
      return constant(builtinFunction(plan[1]));
    case 'partial':
      return partialCode(plan[1]);
    case 'field':
      return fieldCode(plan[1], plan[2], build(plan[3]));
    case 'path':
      return pathCode(build(plan[1]), plan[2]);
    case 'filter':
      return filterCode(build(plan[1]), build(plan[2]));
    case 'index':
      return indexCode(build(plan[1]), build(plan[2]));
    case 'arithmetic':
      return arithmeticCode(plan[1], build(plan[2]), build(plan[3]));
    case 'negate':
      return negateCode(build(plan[1]));
    case 'compare':
      return compareCode(plan[1], build(plan[2]), build(plan[3]));
    case 'between':
      return betweenCode(build(plan[1]), build(plan[2]), build(plan[3]));
    case 'and':
      return andCode(plan[1].map(build));
    case 'or':
      return orCode(plan[1].map(build));
    case 'if':
      return ifCode(build(plan[1]), build(plan[2]), build(plan[3]));
    case 'for':
      return forCode(plan[1].map(iteration), build(plan[2]));
    case 'some':
    case 'every':
      return quantifiedCode(plan[0], plan[1].map(iteration), build(plan[2]));
    case 'list':
      return listCode(plan[1].map(build));
    case 'context':
      return contextCode(plan[1].map(([name, entry]) => [name, build(entry)]));
    case 'range':
      return buildRange(plan);
    case 'function':
      return functionCode(plan[1], build(plan[2]));
    case 'call':
      return callCode(build(plan[1]), plan[2].map(build));
    case 'callNamed':
      return namedCallCode(build(plan[1]), plan[2].map(([name, argument]) => [name, build(argument)]));
    case 'instance':
      return instanceCode(build(plan[1]), plan[2]);
    case 'in':
      return inCode(build(plan[1]), plan[2].map(build));
    case 'not':
      return notCode(plan[1].map(build));
    case 'test':
      return testCode(plan[1], build(plan[2]));
    case 'holds':
      return holdsCode(build(plan[1]));
  }
}

/** The value of a literal; undefined for what is no literal. */
function literalOf(plan: Plan): FeelValue | undefined {
  switch (plan[0]) {
    case 'null':
      return null;
    case 'boolean':
    case 'text':
      return plan[1];
    case 'number':
      return parseDecimal(plan[1]);
    case 'temporal':
      return parseTemporal(plan[1]);
    default:
      return undefined;
  }
}

/** A range between literals is made once. */
function buildRange([, start, end, startIncluded, endIncluded]: Extract<Plan, readonly ['range', ...unknown[]]>): Code {
  const [from, to] = [literalOf(start), literalOf(end)];
  if (from !== undefined && to !== undefined) return constant(rangeBetween(from, to, startIncluded, endIncluded));
  return rangeCode(build(start), build(end), startIncluded, endIncluded);
}

const iteration = ([from, to]: readonly [Plan, Plan?]): IterationCode => [build(from), to === undefined ? null : build(to)];

const constant =
  (value: FeelValue): Code =>
  () =>
    value;

/** A name of the scope; where the scope has none such, a built-in function may be meant. */
function nameCode(name: string): Code {
  return (_, run) => (Object.hasOwn(run.scope, name) ? toFeel(run.scope[name]) : builtinFunction(name));
}

const localCode =
  (position: number): Code =>
  (frame) =>
    localOf(frame, position);

/** The results of a `for` so far, copied: the list itself goes on growing. */
function partialCode(position: number): Code {
  return (frame, run) => {
    const results = localOf(frame, position);
    return isList(results) && spend(run, results.length) ? [...results] : null;
  };
}

function fieldCode(name: string, positions: readonly number[], otherwise: Code): Code {
  return (frame, run) => {
    for (const position of positions) {
      const item = localOf(frame, position);
      if (isContext(item) && Object.hasOwn(item, name)) return entryOf(item, name);
    }
    return otherwise(frame, run);
  };
}

function ifCode(condition: Code, yes: Code, no: Code): Code {
  return (frame, run) => (condition(frame, run) === true ? yes(frame, run) : no(frame, run));
}

const listCode =
  (items: readonly Code[]): Code =>
  (frame, run) =>
    items.map((item) => item(frame, run));

/** Each entry sees those before it; a function also sees itself, so that it can call itself. */
function contextCode(entries: readonly (readonly [string, Code])[]): Code {
  return (outer, run) => {
    let frame = outer;
    const values = entries.map(([name, entry]) => {
      const own = bind(null, frame);
      own.value = entry(own, run);
      frame = own;
      return [name, own.value] as const;
    });
    return contextOf(values);
  };
}
