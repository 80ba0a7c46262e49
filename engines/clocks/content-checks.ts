import { Value } from 'typebox/value';
import type { Calendar } from './calendar.ts';
import { LevelRuleSchema, TermsSchema, type LevelRule, type Terms } from './shapes.ts';
import { findTermProblems } from './terms.ts';

const mostRules = 50;

/** Checks the limits a service item sets, as they stand in its file; every problem in Chinese. */
export function readTerms(raw: unknown, calendar: Calendar): { ok: true; terms: Terms } | { ok: false; problems: string[] } {
  if (!Value.Check(TermsSchema, raw)) {
    return { ok: false, problems: ['时限填写有误：statutory（法定）、promised（承诺）各应写明 amount（数量）和 unit（单位），延长写明 amount 和 times'] };
  }
  const problems = findTermProblems(raw, calendar);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, terms: raw };
}

/** Checks the rules that decide the level of a clock, as they stand in a file; every problem in Chinese. */
export function readLevels(raw: unknown): { ok: true; levels: LevelRule[] } | { ok: false; problems: string[] } {
  if (!Array.isArray(raw) || raw.length > mostRules) return { ok: false, problems: [`预警规则应为一个列表，不超过 ${mostRules} 条`] };
  const levels: LevelRule[] = [];
  const problems: string[] = [];
  for (const [index, rule] of raw.entries()) {
    if (Value.Check(LevelRuleSchema, rule)) levels.push(rule);
    else problems.push(`第 ${index + 1} 条预警规则填写有误：level 应为 warning、yellow 或 red；when 应写明一个时限和 usedShare、remaining、overdueBy 之一，或 suspensionOverrun: true`);
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, levels };
}
