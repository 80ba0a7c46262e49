import { toFeel } from '../../expressions/contract.ts';
import type { AppliedRule, DecisionExplanation, DecisionResult } from '../evaluate/result.ts';
import { plainText } from './values.ts';

/**
 * Tells in Chinese why a decision came out as it did, the decisions it rests on first.
 *
 * @param result - evaluated with `explain: true`; without, only the outcome can be told
 */
export function explainDecision({ explanation, outputs, problems }: DecisionResult): string {
  if (explanation) return [...explanation.basedOn.map(tellBasis), tell(explanation)].join('');
  return problems.length > 0 ? `未能得出结论：${problems.join('；')}。` : `结论：${plainText(toFeel(outputs))}。`;
}

const tellBasis = (basis: DecisionExplanation): string => `先看“${basis.decision}”：${tell(basis)}`;

function tell(explanation: DecisionExplanation): string {
  const { applied, problems } = explanation;
  if (problems.length > 0) return `未能得出结论：${problems.join('；')}。${tellNearest(explanation)}`;
  return `${tellWay(explanation)}结论：${tellOutcome(explanation)}。${applied.map(tellAnnotations).join('')}`;
}

function tellWay(explanation: DecisionExplanation): string {
  const { applied, isDefault, inputs } = explanation;
  const [first, ...others] = applied;
  if (!first) {
    if (isDefault) return `没有适用的规则，取默认结论。${tellNearest(explanation)}`;
    const facts = inputs.map(({ label, text }) => `${label} 为 ${text}`).join('，');
    return facts === '' ? '' : `根据 ${facts}。`;
  }
  if (others.length === 0) return `适用第 ${first.rule} 条规则：${tellConditions(first)}。`;
  return `适用第 ${applied.map(({ rule }) => rule).join('、')} 条规则。${applied.map((rule) => `第 ${rule.rule} 条：${tellConditions(rule)}。`).join('')}`;
}

const tellConditions = ({ cells }: AppliedRule): string => (cells.length === 0 ? '没有附加条件' : cells.map(({ sentence }) => sentence).join('，且 '));

/** The results of the one rule by their headings; otherwise the value as it is. */
function tellOutcome({ applied, outputs }: DecisionExplanation): string {
  const [first, ...others] = applied;
  if (!first || others.length > 0) return plainText(toFeel(outputs));
  const [output, ...more] = first.outputs;
  return output && more.length === 0 ? plainText(toFeel(outputs)) : first.outputs.map(({ label, text }) => `${label} 为 ${text}`).join('，');
}

const tellAnnotations = ({ annotations }: AppliedRule): string => annotations.map(({ heading, text }) => `${heading === '' ? '说明' : heading}：${text.replace(/。$/, '')}。`).join('');

function tellNearest({ nearest }: DecisionExplanation): string {
  const [first] = nearest;
  return first ? `最接近的是第 ${first.rule} 条规则，但 ${first.cells.map(({ sentence }) => sentence).join('，且 ')}。` : '';
}
