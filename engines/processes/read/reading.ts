import { compileExpression, type Names } from '../../expressions/api.ts';
import { ExpressionError, type CompiledExpression } from '../../expressions/contract.ts';
import type { Value } from '../graph.ts';
import type { Report } from '../problems.ts';
import { placeOfElement, type Element } from './element.ts';

/** What the platform has, so that a drawing cannot name what does not exist; a list left out is not checked. */
export type Known = {
  readonly handlers?: readonly string[];
  readonly decisions?: readonly string[];
  readonly processes?: readonly string[];
  readonly formSteps?: readonly string[];
};

export type ReadOptions = {
  readonly known?: Known;
  /** Variables expressions may use, with their types; left out, any name is allowed. */
  readonly names?: Names;
};

/** One reading: where problems go and what is known. */
export type Reading = { readonly report: Report; readonly options: ReadOptions };

/** Stands for an expression that could not be read, so that its absence is not reported besides; such a graph is never given out. */
const unread: CompiledExpression = { source: '', kind: 'expression', plan: ['null'], reads: [] };

/** Compiles a FEEL expression of an element; its faults are reported under `part`, such as 条件. */
export function readExpression(reading: Reading, element: Element, part: string, source: string): CompiledExpression {
  const text = source.trim().replace(/^=/, '').trim();
  if (!text) {
    reading.report(placeOfElement(element), 'expression.empty', `${part}没有填写`);
    return unread;
  }
  try {
    return compileExpression(text, reading.options.names ? { names: reading.options.names } : {});
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    const faults = error.problems.length > 0 ? error.problems.map((problem) => problem.message) : [error.message];
    for (const fault of faults) reading.report(placeOfElement(element), 'expression.invalid', `${part}的表达式“${shorten(text)}”有误：${fault}`);
    return unread;
  }
}

/** Reads a fixed text, or an expression when it begins with `=`. */
export function readValue(reading: Reading, element: Element, part: string, source: string): Value {
  const text = source.trim();
  return text.startsWith('=') ? { feel: readExpression(reading, element, part, text) } : { text };
}

/** Reads the name of a variable. */
export function readName(reading: Reading, element: Element, part: string, source: string): string | undefined {
  const name = source.trim();
  if (/^[\p{L}_][\p{L}\p{N}_]{0,63}$/u.test(name) && !(name in Object.prototype)) return name;
  reading.report(placeOfElement(element), 'name.invalid', `${part}“${shorten(name)}”不能用作变量名，变量名只含文字、数字和下划线，不以数字开头，不超过 64 个字`);
  return undefined;
}

const shorten = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
