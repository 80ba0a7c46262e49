import type { CountersignMode, Mapping, Value, Work } from '../graph.ts';
import { taskMoves } from '../moves/task.ts';
import { extensionsOf, given, placeOfElement, type Element } from './element.ts';
import { readExpression, readName, readValue, type Reading } from './reading.ts';

const limitUnits = ['workingDay', 'day', 'workingHour', 'hour'] as const;
const countersignModes: readonly CountersignMode[] = ['all', 'any', 'inTurn'];
const aspects = ['role', 'permission', 'unit', 'person'] as const;

/** The moves a step may allow: those that change tokens, and those of the task alone. */
const stepMoves: readonly string[] = ['returnTo', 'withdraw', ...taskMoves];

/** Reads what a user task says about the people who do it. */
export function readWork(reading: Reading, element: Element): Work | undefined {
  const known = reading.options.known?.formSteps;
  if (known && element.formStep !== undefined && !known.includes(element.formStep)) {
    reading.report(placeOfElement(element), 'formStep.unknown', `表单步骤“${element.formStep}”不存在`);
  }
  const candidates = extensionsOf(element, 'Candidates').map((entry) => readCandidates(reading, element, entry));
  const work = given({
    formStep: element.formStep,
    candidates: candidates.length > 0 ? candidates : undefined,
    limit: readLimit(reading, element),
    countersign: readCountersign(reading, element),
    actions: readActions(reading, element),
    automatic: element.automatic === undefined ? undefined : readExpression(reading, element, '自动办理条件', element.automatic),
  });
  return Object.keys(work).length > 0 ? work : undefined;
}

function readCandidates(reading: Reading, element: Element, entry: Element): { [aspect: string]: Value } {
  const values: { [aspect: string]: Value } = {};
  for (const aspect of aspects) {
    const source = entry[aspect];
    if (source !== undefined) values[aspect] = readValue(reading, element, '办理人', source);
  }
  if (aspects.every((aspect) => !entry[aspect])) reading.report(placeOfElement(element), 'candidates.empty', '办理人没有填写，请指定角色、权限、单位或人员');
  return values;
}

function readLimit(reading: Reading, element: Element): Work['limit'] {
  const [entry] = extensionsOf(element, 'Limit');
  if (!entry) return undefined;
  const amount = wholeNumber(entry.amount, 1, 3650);
  const unit = limitUnits.find((one) => one === entry.unit);
  if (amount !== undefined && unit) return { amount, unit };
  reading.report(placeOfElement(element), 'limit.invalid', `办理时限应为 1 到 3650 的整数，单位为 ${limitUnits.join('、')} 之一`);
  return undefined;
}

function readCountersign(reading: Reading, element: Element): Work['countersign'] {
  const [entry] = extensionsOf(element, 'Countersign');
  if (!entry) return undefined;
  const mode = countersignModes.find((one) => one === entry.mode);
  const percent = entry.percent === undefined ? undefined : wholeNumber(entry.percent, 1, 100);
  if (mode && (entry.percent === undefined || (percent !== undefined && mode !== 'any'))) return { mode, ...given({ percent }) };
  reading.report(placeOfElement(element), 'countersign.invalid', '会签方式应为 all（全部）、any（任一）或 inTurn（依次），通过比例为 1 到 100 的整数，任一方式不填比例');
  return undefined;
}

function readActions(reading: Reading, element: Element): readonly string[] | undefined {
  if (element.actions === undefined) return undefined;
  const actions = element.actions.split(/\s+/).filter(Boolean);
  const unknown = actions.filter((action) => !stepMoves.includes(action));
  if (unknown.length > 0) {
    reading.report(placeOfElement(element), 'actions.unknown', `操作“${unknown.join('、')}”不认识，可以使用的有：${stepMoves.join('、')}`);
  }
  return actions;
}

function wholeNumber(text: string | undefined, least: number, most: number): number | undefined {
  if (text === undefined || !/^\d{1,6}$/.test(text)) return undefined;
  const number = Number(text);
  return number >= least && number <= most ? number : undefined;
}

/** Reads the `input` or `output` lines of an element. */
export function readMappings(reading: Reading, element: Element, type: 'Input' | 'Output'): readonly Mapping[] | undefined {
  const label = type === 'Input' ? '输入' : '输出';
  const mappings = extensionsOf(element, type).flatMap((entry) => {
    const name = readName(reading, element, `${label}变量`, entry.name ?? '');
    const value = readValue(reading, element, `${label}变量“${entry.name ?? ''}”`, entry.value ?? '');
    return name ? [{ name, value }] : [];
  });
  return mappings.length > 0 ? mappings : undefined;
}
