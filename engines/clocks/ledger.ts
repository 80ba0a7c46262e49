import { formatInstantFull } from '../../kernel/dates.ts';
import type { Calendar } from './calendar.ts';
import { readClock } from './reading.ts';
import type { ClockEntry, EntryOf, Term } from './shapes.ts';
import { findDurationProblem, findTermProblems, isLonger, limitTitles } from './terms.ts';
import { entryNames, findSequenceProblem } from './timeline.ts';
import { amountText } from './wording.ts';

/**
 * Finds what the law or the order of things forbids in a ledger, in Chinese; empty when it may stand.
 *
 * Ask with the new entry at the end before appending it. When the order of entries is wrong, only that is reported.
 *
 * @source 行政许可法 art. 42 (extension within the limit, with the approval of the head), art. 45 (what suspends)
 */
export function checkLedger(entries: readonly ClockEntry[], calendar: Calendar): string[] {
  const order = findSequenceProblem(entries);
  if (order !== null) return [order];
  const started = entries[0] as EntryOf<'started'>;
  const termProblems = findTermProblems(started.limits, calendar);
  if (termProblems.length > 0) return termProblems.map((problem) => `第 1 条（起算）：${problem}`);
  return entries.flatMap((entry, index) => {
    const problem = findEntryProblem(entry, entries.slice(0, index), calendar);
    return problem === null ? [] : [`第 ${index + 1} 条（${entryNames[entry.type]}）：${problem}`];
  });
}

function findEntryProblem(entry: ClockEntry, before: readonly ClockEntry[], calendar: Calendar): string | null {
  switch (entry.type) {
    case 'started':
    case 'stopped':
      return isBlank(entry.reason) ? '应写明事由' : null;
    case 'suspended':
      return findSuspensionProblem(entry);
    case 'extended':
      return findExtensionProblem(entry, before, calendar);
    case 'resumed':
      return null;
  }
}

function findSuspensionProblem({ reason, basis, kind, expected }: EntryOf<'suspended'>): string | null {
  if (isBlank(reason) || isBlank(kind)) return '应写明暂停的种类和事由';
  if (isBlank(basis)) return '应写明暂停的法定依据';
  const problem = expected && findDurationProblem(expected);
  return problem ? `预计时间${problem}` : null;
}

function findExtensionProblem(entry: EntryOf<'extended'>, before: readonly ClockEntry[], calendar: Calendar): string | null {
  const { limits } = before[0] as EntryOf<'started'>;
  const title = `${limitTitles[entry.limit]}时限`;
  const term = limits[entry.limit];
  if (!term) return `本计时没有${title}`;
  if (!term.extension) return `${title}不得延长`;
  if (isBlank(entry.approver) || isBlank(entry.basis)) return '应写明批准人和延长依据';

  const granted = before.filter((each) => each.type === 'extended' && each.limit === entry.limit);
  if (granted.length >= term.extension.times) return `${title}最多延长 ${term.extension.times} 次`;
  const problem = findDurationProblem({ amount: entry.amount, unit: term.unit });
  if (problem) return `延长的时间${problem}`;
  if (isLonger({ amount: entry.amount, unit: term.unit }, { amount: term.extension.amount, unit: term.unit }, calendar)) {
    return `${title}每次最多延长 ${amountText(term.extension.amount, term.unit)}`;
  }
  return findLateExtension(entry, before, calendar) ?? findPromiseBeyondLaw([...before, entry], limits, calendar);
}

/** A limit that has run out cannot be extended: what was late stays late. */
function findLateExtension(entry: EntryOf<'extended'>, before: readonly ClockEntry[], calendar: Calendar): string | null {
  const limit = readClock(before, calendar, new Date(entry.at)).limits.find(({ name }) => name === entry.limit);
  if (!limit?.overdue || !limit.due) return null;
  return `${limitTitles[entry.limit]}时限已于 ${formatInstantFull(new Date(limit.due.at - 1))} 届满，届满后不能延长`;
}

function findPromiseBeyondLaw(entries: readonly ClockEntry[], terms: { promised?: Term; statutory?: Term }, calendar: Calendar): string | null {
  const { promised, statutory } = terms;
  if (!promised || !statutory) return null;
  const total = (term: Term, name: string): number =>
    entries.reduce((sum, entry) => (entry.type === 'extended' && entry.limit === name ? sum + entry.amount : sum), term.amount);
  const longer = isLonger({ ...promised, amount: total(promised, 'promised') }, { ...statutory, amount: total(statutory, 'statutory') }, calendar);
  return longer ? '延长后承诺时限长于法定时限，应先延长法定时限' : null;
}

const isBlank = (text: string): boolean => text.trim() === '';
