import { spend, tooMuch } from '../values/budget.ts';
import { feelType, isA } from '../values/values.ts';
import type { FeelValue, Run } from '../values/values.ts';
import { bind } from './code.ts';
import type { Code } from './code.ts';

/** A call by position; null when there is nothing to call. */
export function callCode(callee: Code, args: readonly Code[]): Code {
  return (frame, run) => {
    const target = callee(frame, run);
    if (!isA(target, 'function')) return null;
    spend(run);
    return target.call(args.map((argument) => argument(frame, run)), run);
  };
}

/** A call by parameter names; null when a name is not one of the function's. */
export function namedCallCode(callee: Code, args: readonly (readonly [string, Code])[]): Code {
  return (frame, run) => {
    const target = callee(frame, run);
    if (!isA(target, 'function')) return null;
    spend(run);
    const given = new Map<string, FeelValue>(args.map(([name, argument]) => [name, argument(frame, run)]));
    const values = target.parameters.map((name) => given.get(name) ?? null);
    return args.every(([name]) => target.parameters.includes(name)) ? target.call(values, run) : null;
  };
}

/** A function that remembers the variables around it. Called with a wrong number of arguments it gives null. */
export function functionCode(parameters: readonly string[], body: Code): Code {
  return (outer) => ({
    [feelType]: 'function',
    parameters,
    call: (args, run) => (args.length === parameters.length ? callBody(body, args, outer, run) : null),
  });
}

function callBody(body: Code, args: readonly FeelValue[], outer: Parameters<Code>[0], run: Run): FeelValue {
  if (run.callsLeft === 0) throw tooMuch();
  run.callsLeft--;
  let frame = outer;
  for (const argument of args) frame = bind(argument, frame);
  const result = body(frame, run);
  run.callsLeft++;
  return result;
}
