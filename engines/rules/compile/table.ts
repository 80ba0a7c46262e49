import type { CompiledExpression } from '../../expressions/api.ts';
import type { CompiledInputColumn, CompiledRule, CompiledTable } from '../compiled.ts';
import type { DecisionTable, InputColumn, OutputColumn, Rule } from '../model.ts';
import { compileText } from './checking.ts';
import { compileOutput, compileResult } from './outputs.ts';
import type { CheckedOutput } from './outputs.ts';
import { inputLabel, namesInCell, outputLabel } from './setting.ts';
import type { Setting } from './setting.ts';

const limits = { rules: 2000, columns: 50 };

/** Compiles a decision table; null when it has problems, all of which are reported. */
export function compileTable(setting: Setting, table: DecisionTable): CompiledTable | null {
  const { hitPolicy, aggregation, annotations } = table;
  if (table.rules.length > limits.rules || table.inputs.length + table.outputs.length > limits.columns) {
    setting.report({ decision: setting.decision }, `决策表过大，最多 ${limits.rules} 条规则、${limits.columns} 列`);
    return null;
  }
  checkShape(setting, table);
  const inputs = table.inputs.map((column, i) => compileInput(setting, column, i));
  const outputs: readonly (CheckedOutput | null)[] = table.outputs.map((column, i) => compileOutput(setting, table, column, i));
  const rules = table.rules.map((rule, i) => compileRule(setting, { table, rule, number: i + 1, inputs, outputs }));
  if (!allThere(inputs) || !allThere(outputs) || !allThere(rules)) return null;
  return { kind: 'table', hitPolicy, aggregation, inputs, outputs: outputs.map(({ column }) => column), annotations, rules };
}

const allThere = <T>(parts: readonly T[]): parts is readonly NonNullable<T>[] => parts.every((part) => part !== null);

function checkShape({ decision, report }: Setting, { outputs, rules, hitPolicy, aggregation }: DecisionTable): void {
  if (outputs.length === 0) report({ decision }, '决策表至少要有一个输出列');
  if (rules.length === 0) report({ decision }, '决策表还没有规则');
  for (const [i, { name }] of outputs.entries()) {
    if (outputs.length > 1 && name.trim() === '') report({ decision, column: `第 ${i + 1} 个输出` }, '有多个输出列时，每个输出列都要有名称');
    if (name !== '' && outputs.slice(0, i).some((other) => other.name === name)) report({ decision, column: name }, `输出名称“${name}”重复`);
  }
  if (aggregation !== null && hitPolicy !== 'COLLECT') report({ decision }, '只有“收集”（COLLECT）策略可以汇总');
  if (aggregation !== null && outputs.length > 1) report({ decision }, '求和、计数、最小、最大只能用于一个输出列');
}

function compileInput(setting: Setting, column: InputColumn, i: number): CompiledInputColumn | null {
  const { decision, names, types, nameTypes, nameValues, report } = setting;
  const place = { decision, column: inputLabel(column, i) };
  const expression = compileText(report, place, column.expression, { kind: 'expression', names });
  const declared = types.resolve(column.type, place);
  // A column that shows a plain name takes over the type and the allowed values of that name.
  const name = expression?.plan[0] === 'name' ? expression.plan[1] : '';
  const type = declared === 'any' ? (nameTypes[name] ?? 'any') : declared;
  const text = column.values ?? types.valuesOf(column.type) ?? nameValues[name] ?? null;
  const values = text === null ? null : compileText(report, place, text, { kind: 'unaryTests', names: namesInCell(setting, type) });
  return expression && (text === null || values) ? { label: place.column, expression, type, values } : null;
}

interface RuleInTable {
  readonly table: DecisionTable;
  readonly rule: Rule;
  readonly number: number;
  readonly inputs: readonly (CompiledInputColumn | null)[];
  readonly outputs: readonly (CheckedOutput | null)[];
}

function compileRule(setting: Setting, { table, rule, number, inputs, outputs }: RuleInTable): CompiledRule | null {
  const { decision, report } = setting;
  if (rule.inputs.length !== table.inputs.length || rule.outputs.length !== table.outputs.length) {
    const heading = `表头的 ${table.inputs.length} 个输入列和 ${table.outputs.length} 个输出列`;
    report({ decision, rule: number }, `有 ${rule.inputs.length} 个条件和 ${rule.outputs.length} 个结论，与${heading}不一致`);
    return null;
  }
  const tests = rule.inputs.map((text, i): CompiledExpression | 'anything' | null => {
    if (text.trim() === '' || text.trim() === '-') return 'anything';
    const place = { decision, rule: number, column: inputLabel(table.inputs[i] as InputColumn, i) };
    return compileText(report, place, text, { kind: 'unaryTests', names: namesInCell(setting, inputs[i]?.type ?? 'any') });
  });
  const results = rule.outputs.map((text, i) => {
    const place = { decision, rule: number, column: outputLabel(table.outputs[i] as OutputColumn, i) };
    const output = outputs[i];
    if (text.trim() !== '') return output ? compileResult(setting, place, text, output) : null;
    report(place, '没有填写结论；如果确实没有，请写 null');
    return null;
  });
  if (!allThere(tests) || !allThere(results)) return null;
  return { inputs: tests.map((test) => (test === 'anything' ? null : test)), outputs: results, annotations: rule.annotations };
}
