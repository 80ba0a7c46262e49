import { defineErrors } from '../../kernel/errors.ts';

/** One fault of a decision model, placed as the author sees it. */
export interface DecisionProblem {
  /** The name of the decision, input or type; null when it concerns the model as a whole. */
  readonly decision: string | null;
  /** Counted from 1. */
  readonly rule: number | null;
  /** The heading of the column. */
  readonly column: string | null;
  readonly message: string;
  /** Where in the text of the cell or expression, counted from 0; null when all of it is meant. */
  readonly from: number | null;
  readonly to: number | null;
}

/** `invalidModel` and `unreadable` carry all problems in `detail.problems`. */
export const ruleErrors = defineErrors('rules', {
  unreadable: { kind: 'invalid', text: '决策文件无法读取：{summary}' },
  invalidModel: { kind: 'invalid', text: '决策模型有 {count} 处问题：{summary}' },
  unknownDecision: { kind: 'not_found', text: '没有名为“{name}”的决策' },
});

/** Writes a problem with its place, e.g. `决策“风险等级”第 2 条规则“经营面积”：…`. */
export function problemText({ decision, rule, column, message }: DecisionProblem): string {
  const place = [decision === null ? '' : `“${decision}”`, rule === null ? '' : `第 ${rule} 条规则`, column === null ? '' : `“${column}”列`].join('');
  return place === '' ? message : `${place}：${message}`;
}

/** Ids are XML names, and ASCII because the tools that share DMN files take no others. */
export const illegalId = (id: string): string => `编号“${id}”不合规，须以英文字母或下划线开头，只含英文字母、数字、下划线、点和短横`;

/** The error that carries the problems of a model. */
export function invalidModel(problems: readonly DecisionProblem[]): Error {
  const [first] = problems;
  return ruleErrors.invalidModel({ count: problems.length, summary: first ? problemText(first) : '', problems });
}
