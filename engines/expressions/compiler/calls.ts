import { builtins } from '../builtins/all.ts';
import type { Builtin, Signature } from '../builtins/signature.ts';
import { parsePattern } from '../patterns/parse.ts';
import type { Plan } from '../plan.ts';
import { parseDate } from '../values/dates.ts';
import { parseDuration } from '../values/durations.ts';
import { atomText } from '../values/text.ts';
import { parseDateTime, parseTime } from '../values/times.ts';
import { typeOf } from '../values/values.ts';
import { findLocal, translated } from './bindings.ts';
import type { Binding, Translated } from './bindings.ts';
import { quote, reject, translateUsed } from './compilation.ts';
import type { Compilation } from './compilation.ts';
import { nearestName } from './nearest.ts';
import { nameOf, partsOf } from './syntax.ts';
import type { SyntaxNode } from './syntax.ts';
import { canPass, entryOfType, isUnknown, typeLabel, typeOfBuiltin } from './types.ts';
import type { Type } from './types.ts';

type Argument = { readonly name: string | null; readonly node: SyntaxNode; readonly plan: Plan; readonly type: Type };

const areNamed = ([first]: readonly Argument[]): boolean => first !== undefined && first.name !== null;

/** A call of a built-in, or of a function that a variable, an entry or the scope holds. */
export function translateCall(compilation: Compilation, node: SyntaxNode, bindings: Binding | null): Translated {
  const callee = partsOf(node)[0] as SyntaxNode;
  const args = translateArguments(compilation, node, bindings);
  const name = ['VariableName', 'DateTimeConstructor', 'SpecialFunctionName'].includes(callee.name) ? nameOf(callee, compilation.source) : null;
  const definition = name === null || isOwnFunction(compilation, name, bindings) ? null : builtins.get(name);
  if (name !== null && definition) return translateBuiltin(compilation, node, name, definition, args);
  if (name !== null && definition === undefined) return unknownFunction(compilation, callee, name);
  const { plan, type } = translateUsed(compilation, callee, bindings);
  if (type !== 'function' && !isUnknown(type)) return reject(compilation, callee, `${quote(compilation, callee)}是${typeLabel(type)}，不是函数`);
  return translated(call(plan, args));
}

function call(callee: Plan, args: readonly Argument[]): Plan {
  if (areNamed(args)) return ['callNamed', callee, args.map(({ name, plan }) => [name ?? '', plan])];
  return ['call', callee, args.map(({ plan }) => plan)];
}

function translateArguments(compilation: Compilation, node: SyntaxNode, bindings: Binding | null): Argument[] {
  const named = node.getChild('NamedParameters');
  if (!named) {
    const positional = node.getChild('PositionalParameters');
    return (positional ? partsOf(positional) : []).map((part) => ({ name: null, node: part, ...translateUsed(compilation, part, bindings) }));
  }
  return named.getChildren('NamedParameter').map((parameter) => {
    const [name, value] = partsOf(parameter) as [SyntaxNode, SyntaxNode];
    return { name: nameOf(name, compilation.source), node: value, ...translateUsed(compilation, value, bindings) };
  });
}

/** A local variable or a declared name hides the built-in of the same name, unless it cannot be called. */
function isOwnFunction(compilation: Compilation, name: string, bindings: Binding | null): boolean {
  const local = findLocal(name, bindings).otherwise;
  const declared = compilation.names && entryOfType(compilation.names, name);
  return [local, declared].some((found) => found && (isUnknown(found.type) || found.type === 'function'));
}

function unknownFunction(compilation: Compilation, node: SyntaxNode, name: string): Translated {
  const nearest = nearestName(name, builtins.keys());
  return reject(compilation, node, `没有名为${quote(compilation, node)}的函数${nearest === null ? '' : `，是否想写“${nearest}”？`}`);
}

function translateBuiltin(compilation: Compilation, node: SyntaxNode, name: string, definition: Builtin, args: readonly Argument[]): Translated {
  const literal = translateTemporalLiteral(compilation, name, args);
  if (literal) return literal;
  const candidates = definition.signatures.map((signature) => ({ signature, placed: place(signature, args) }));
  const fitting = candidates.flatMap(({ signature, placed }) => (placed ? [{ signature, placed }] : []));
  const [first] = fitting;
  if (!first) return reject(compilation, node, countProblem(name, definition.signatures, args));
  const chosen = fitting.find(({ signature, placed }) => misfit(signature, placed) === null) ?? first;
  const wrong = misfit(chosen.signature, chosen.placed);
  if (wrong) {
    const { argument, parameter, type } = wrong;
    const fact = `而${quote(compilation, argument.node)}是${typeLabel(argument.type)}`;
    return reject(compilation, argument.node, `函数“${name}”的参数“${parameter}”应为${typeLabel(typeOfBuiltin(type))}，${fact}`);
  }
  checkPattern(compilation, name, chosen.placed);
  const plans = chosen.placed.map((argument): Plan => argument?.plan ?? ['null']);
  return translated(['call', ['builtin', name], plans], typeOfBuiltin(definition.returns));
}

/** Puts named arguments in the order of the parameters; null when count or names do not fit. */
function place({ parameters, required, variadic }: Signature, args: readonly Argument[]): (Argument | null)[] | null {
  if (!areNamed(args)) return args.length >= required && (variadic || args.length <= parameters.length) ? [...args] : null;
  if (!args.every(({ name }) => parameters.some((parameter) => parameter.name === name))) return null;
  const placed = parameters.map((parameter) => args.find(({ name }) => name === parameter.name) ?? null);
  while (placed.at(-1) === null) placed.pop();
  return placed.slice(0, required).every((argument) => argument !== null) && placed.length >= required ? placed : null;
}

function misfit(signature: Signature, placed: readonly (Argument | null)[]): { argument: Argument; parameter: string; type: string } | null {
  for (const [i, argument] of placed.entries()) {
    const parameter = signature.parameters[Math.min(i, signature.parameters.length - 1)];
    if (argument && parameter && !canPass(argument.type, parameter.type)) return { argument, parameter: parameter.name, type: parameter.type };
  }
  return null;
}

function countProblem(name: string, signatures: readonly Signature[], args: readonly Argument[]): string {
  const ways = signatures.map(({ parameters, required, variadic }) => {
    const listed = parameters.map((parameter, i) => (variadic && i === parameters.length - 1 ? `${parameter.name}…` : i < required ? parameter.name : `[${parameter.name}]`));
    return `${name}(${listed.join(', ')})`;
  });
  return `函数“${name}”的参数${areNamed(args) ? '名称' : '个数'}不对，写法是 ${ways.join(' 或 ')}`;
}

const readers = { date: parseDate, time: parseTime, 'date and time': parseDateTime, duration: parseDuration };
const samples = { date: '2026-01-31', time: '09:30:00', 'date and time': '2026-01-31T09:30:00', duration: 'P3D' };

/** `date("2026-01-31")` and the like are read when compiled. */
function translateTemporalLiteral(compilation: Compilation, name: string, args: readonly Argument[]): Translated | null {
  const [argument, ...others] = args;
  if (!isReader(name) || argument?.plan[0] !== 'text' || others.length > 0) return null;
  const value = readers[name](argument.plan[1]);
  if (!value) {
    const wanted = name === 'duration' ? '时长' : typeLabel(name);
    return reject(compilation, argument.node, `${quote(compilation, argument.node)}不能读作${wanted}，写法如 "${samples[name]}"${name === 'duration' ? '' : '，并且必须真实存在'}`);
  }
  return translated(['temporal', atomText(value)], typeOf(value) as Type);
}

const isReader = (name: string): name is keyof typeof readers => Object.hasOwn(readers, name);

function checkPattern(compilation: Compilation, name: string, [, pattern, third, fourth]: readonly (Argument | null)[]): void {
  if (!['matches', 'replace', 'split', 'extract'].includes(name) || pattern?.plan[0] !== 'text') return;
  const flags = name === 'replace' ? fourth : third;
  if (!parsePattern(pattern.plan[1], flags?.plan[0] === 'text' ? flags.plan[1] : '')) reject(compilation, pattern.node, `${quote(compilation, pattern.node)}不是可用的正则表达式`);
}
