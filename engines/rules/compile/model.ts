import type { CompiledExpression, Names, NameType } from '../../expressions/api.ts';
import { invalidModel } from '../problems.ts';
import type { DecisionProblem } from '../problems.ts';
import type { CompiledDecision, CompiledInput, CompiledLiteral, CompiledModel, ValueType } from '../compiled.ts';
import type { Decision, DecisionModel, InputData, KnowledgeModel } from '../model.ts';
import { compileText, reporter } from './checking.ts';
import type { Report } from './checking.ts';
import { checkIds } from './ids.ts';
import { checkRequirements } from './requirements.ts';
import type { Setting } from './setting.ts';
import type { Requirements } from './requirements.ts';
import { compileTable } from './table.ts';
import { nameTypeOf, resolveTypes } from './types.ts';
import type { Types } from './types.ts';

/**
 * Checks a model and compiles it to plain JSON.
 *
 * A model without inputs (as simple DMN files have) may use any simple name; otherwise each decision may use what it
 * requires.
 *
 * @throws rules.invalidModel with all problems in `detail.problems`
 * @source OMG DMN 1.5, chapters 6 to 8
 */
export function compileModel(model: DecisionModel): CompiledModel {
  const { compiled, problems } = compile(model);
  if (problems.length > 0) throw invalidModel(problems);
  return compiled;
}

/** Finds all problems of a model. */
export const checkModel = (model: DecisionModel): readonly DecisionProblem[] => compile(model).problems;

const mostElements = 500;

function compile(model: DecisionModel): { compiled: CompiledModel; problems: DecisionProblem[] } {
  const problems: DecisionProblem[] = [];
  const report = reporter(problems);
  const empty = { name: model.name, inputs: [], knowledge: {}, decisions: {} };
  if (model.inputs.length + model.knowledge.length + model.decisions.length > mostElements) {
    report({ decision: null }, `决策模型过大，输入、函数和决策合计最多 ${mostElements} 个`);
    return { compiled: empty, problems };
  }
  checkIds(model, report);
  const requirements = checkRequirements(model, report);
  const compiling: Compiling = { model, report, requirements, types: resolveTypes(model, report), results: new Map() };
  const inputs = model.inputs.map((input) => compileInput(compiling, input));
  const knowledge = model.knowledge.map((each) => [each.name, compileKnowledge(compiling, each)] as const);
  // What a decision results in is known once it is compiled, so those that others need come first.
  const ordered = [...new Set(model.decisions.flatMap(({ id }) => [...requirements.needsOf(id), id]))];
  const decisions = model.decisions
    .toSorted((a, b) => ordered.indexOf(a.id) - ordered.indexOf(b.id))
    .map((decision) => [decision.name, compileDecision(compiling, decision)] as const);
  return { compiled: { name: model.name, inputs, knowledge: present(knowledge), decisions: present(decisions) }, problems };
}

const present = <T>(entries: readonly (readonly [string, T | null])[]): { readonly [name: string]: T } =>
  Object.fromEntries(entries.flatMap(([name, value]) => (value === null ? [] : [[name, value]])));

interface Compiling {
  readonly model: DecisionModel;
  readonly report: Report;
  readonly requirements: Requirements;
  readonly types: Types;
  /** The types of the decisions compiled so far, by id. */
  readonly results: Map<string, ValueType>;
}

function compileInput({ types, report }: Compiling, { name, type }: InputData): CompiledInput {
  const place = { decision: name };
  const resolved = types.resolve(type, place);
  const text = types.valuesOf(type);
  const item = typeof resolved === 'object' && 'list' in resolved ? resolved.list : resolved;
  return { name, type: resolved, values: text === null ? null : compileText(report, place, text, { kind: 'unaryTests', names: { '?': nameTypeOf(item) } }) };
}

/** The names that an element may use, with their types; undefined where any will do. */
function namesFor({ model, requirements, types, results }: Compiling, requires: readonly string[]): Pick<Setting, 'names' | 'nameTypes' | 'nameValues'> {
  const nameTypes: Record<string, ValueType> = {};
  const nameValues: Record<string, string | null> = {};
  const names: Record<string, NameType> = {};
  for (const id of requires) {
    const element = requirements.byId.get(id);
    if (!element) continue;
    if ('parameters' in element) {
      names[element.name] = 'function';
      continue;
    }
    const type = 'logic' in element ? (results.get(id) ?? 'any') : types.resolve(element.type, { decision: element.name });
    nameTypes[element.name] = type;
    nameValues[element.name] = types.valuesOf(element.type);
    names[element.name] = nameTypeOf(type);
  }
  return { names: model.inputs.length === 0 ? undefined : names, nameTypes, nameValues };
}

/** A knowledge model becomes a function; positions in its problems are those of its body. */
function compileKnowledge(compiling: Compiling, { name, parameters, body, requires }: KnowledgeModel): CompiledExpression | null {
  const place = { decision: name };
  const head = `function(${parameters.map((parameter) => parameter.name).join(', ')}) `;
  const shifted: Report = (where, message, span) => compiling.report(where, message, span && { from: Math.max(0, span.from - head.length), to: Math.max(0, span.to - head.length) });
  if (body.trim() === '') compiling.report(place, '没有填写函数的内容');
  for (const parameter of parameters) compiling.types.resolve(parameter.type, place);
  return body.trim() === '' ? null : compileText(shifted, place, head + body, { kind: 'expression', names: namesFor(compiling, requires).names });
}

function compileDecision(compiling: Compiling, decision: Decision): CompiledDecision | null {
  const { requirements, types, report, results } = compiling;
  const { id, name, question, requires, logic } = decision;
  const declared = types.resolve(decision.type, { decision: name });
  const setting = { decision: name, ...namesFor(compiling, requires), types, report };
  const compiled = logic.kind === 'table' ? compileTable(setting, logic) : compileLiteral(setting, logic.text);
  results.set(id, declared === 'any' && logic.kind === 'table' ? resultType(compiling, decision.name, logic) : declared);
  if (!compiled) return null;
  const needs = requirements.needsOf(id);
  const kindOf = (each: string) => kindOfElement(requirements.byId.get(each));
  const named = (ids: readonly string[]) => ids.flatMap((each) => requirements.byId.get(each)?.name ?? []);
  return {
    name,
    question,
    needs: named(needs.filter((each) => kindOf(each) === 'decision')),
    inputs: named(needs.filter((each) => kindOf(each) === 'input')),
    requires: named(requires.filter((each) => kindOf(each) !== 'function')),
    logic: compiled,
  };
}

function kindOfElement(element: InputData | KnowledgeModel | Decision | undefined): 'input' | 'function' | 'decision' | null {
  if (!element) return null;
  return 'logic' in element ? 'decision' : 'parameters' in element ? 'function' : 'input';
}

function compileLiteral({ decision, names, report }: { decision: string; names: Names | undefined; report: Report }, text: string): CompiledLiteral | null {
  const expression = compileText(report, { decision }, text, { kind: 'expression', names });
  return expression && { kind: 'expression', expression };
}

/** What a table results in, by its outputs and hit policy. */
function resultType({ types }: Compiling, decision: string, { outputs, hitPolicy, aggregation }: Extract<Decision['logic'], { kind: 'table' }>): ValueType {
  const [first] = outputs;
  if (aggregation === 'COUNT' || aggregation === 'SUM') return 'number';
  const resolved = outputs.map(({ name, type }) => [name.trim(), types.resolve(type, { decision })] as const);
  const one: ValueType = outputs.length === 1 && first ? (resolved[0]?.[1] ?? 'any') : { fields: Object.fromEntries(resolved) };
  const several = aggregation === null && ['RULE ORDER', 'OUTPUT ORDER', 'COLLECT'].includes(hitPolicy);
  return several ? { list: one } : one;
}
