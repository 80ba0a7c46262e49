import { startOfChinaDay } from '../../../../kernel/dates.ts';
import { personalFields, validateForm, type FormData } from '../../../../engines/forms/api.ts';
import { step, type Effect, type Event, type Graph, type State, type Vars } from '../../../../engines/processes/api.ts';
import { evaluateDecision } from '../../../../engines/rules/api.ts';
import { applicantStep } from '../contract.ts';
import { materialsFor, walletFacts } from '../rules/materials.ts';
import type { StoredDefinition } from '../contract.ts';
import type { ExampleFile } from './item-file.ts';
import type { Surroundings } from './surroundings.ts';

interface Rehearsed {
  readonly definition: StoredDefinition;
  readonly graph: Graph;
}

type Expected = ExampleFile['expect'];

/** Plays one example through form, materials, rules and process; every difference from what it expects is told. */
export function rehearse(item: Rehearsed, example: ExampleFile, { codes }: Surroundings): string[] {
  const now = startOfChinaDay(example.today);
  const found: string[] = [];
  const { data, problems } = validateForm(item.definition.form, { answers: example.answers, step: applicantStep, codes, now });
  const at = (level: 'error' | 'warning'): string[] => problems.filter((problem) => problem.level === level).map(({ path }) => path);
  differ(found, '表单问题', example.expect.problems ?? [], at('error'), problems.filter(({ level }) => level === 'error').map(({ path, message }) => `${path}：${message}`).join('；'));
  differ(found, '表单提醒', example.expect.warnings ?? [], at('warning'));
  checkMaterials(item, example, data, found);
  checkDecisions(item, example.expect, data, now, found);
  if (example.expect.path) walk(item, example, data, { codes, now }, found);
  return found;
}

function differ(found: string[], what: string, expected: readonly string[], actual: readonly string[], detail = ''): void {
  const [wanted, got] = [[...new Set(expected)].toSorted(), [...new Set(actual)].toSorted()];
  if (JSON.stringify(wanted) !== JSON.stringify(got)) found.push(`${what}应为 ${wanted.join('、') || '无'}，实为 ${got.join('、') || '无'}${detail && `（${detail}）`}`);
}

function checkMaterials({ definition }: Rehearsed, { wallet = [], verified = true, expect }: ExampleFile, data: FormData, found: string[]): void {
  const needed = materialsFor(definition, data, { wallet: walletFacts(definition, wallet), verified });
  const keys = (test: (material: (typeof needed)[number]) => boolean): string[] => needed.filter(test).map(({ key }) => key);
  differ(found, '要交的材料', expect.materials.required, keys(({ need }) => need === 'required'));
  differ(found, '可交可不交的材料', expect.materials.optional ?? [], keys(({ need }) => need === 'optional'));
  if (expect.materials.waived) differ(found, '免交的材料', expect.materials.waived, keys(({ waived, generated }) => waived && !generated));
}

function checkDecisions({ definition: { decisions } }: Rehearsed, { decisions: expected = {} }: Expected, data: FormData, now: Date, found: string[]): void {
  for (const [name, { outputs, rules }] of Object.entries(expected)) {
    if (!decisions?.decisions[name]) {
      found.push(`没有名为“${name}”的规则`);
      continue;
    }
    const result = evaluateDecision(decisions, name, { ...data }, { now, explain: true });
    const actual = (result.outputs ?? {}) as Record<string, unknown>;
    for (const [key, value] of Object.entries(outputs)) {
      if (JSON.stringify(actual[key] ?? null) !== JSON.stringify(value)) found.push(`规则“${name}”的 ${key} 应为 ${JSON.stringify(value)}，实为 ${JSON.stringify(actual[key] ?? null)}${result.problems.length > 0 ? `（${result.problems.join('；')}）` : ''}`);
    }
    if (rules) differ(found, `规则“${name}”适用的`, rules.map(String), result.explanation?.applied.map(({ rule }) => String(rule)) ?? []);
  }
}

/** What has happened on the way. */
interface Walk {
  state: State;
  readonly waiting: Effect[];
  readonly letters: string[];
  outcome: NonNullable<Expected['outcome']> | null;
  licence: boolean;
  concluded: boolean;
}

interface Setting {
  readonly codes: Surroundings['codes'];
  readonly now: Date;
}

const mostEvents = 200;

function walk(item: Rehearsed, { expect }: ExampleFile, submitted: FormData, setting: Setting, found: string[]): void {
  const { graph, definition } = item;
  let data = submitted;
  const walked: Walk = { state: { next: 0, tokens: [], vars: {}, past: [] }, waiting: [], letters: [], outcome: null, licence: false, concluded: false };
  const advance = (event: Event): void => {
    const result = step(graph, event.type === 'start' ? null : walked.state, event, { now: setting.now });
    walked.state = result.state;
    walked.waiting.push(...result.effects.filter((effect) => effect.type === 'runService'));
    for (let count = 0; walked.waiting.length > 0 && count < mostEvents; count += 1) serve(walked.waiting.shift()!);
  };
  const serve = (effect: Effect): void => {
    if (effect.type !== 'runService' || !walked.state.tokens.some((token) => token.id === effect.token)) return;
    advance({ type: 'completeService', token: effect.token, vars: answerOf(effect, definition, data, walked, setting.now) });
  };
  advance({ type: 'start', vars: variablesOf(definition, data) });
  for (const act of expect.path ?? []) {
    const token = walked.state.tokens.find((each) => {
      const node = graph.nodes[each.at];
      if ('step' in act) return each.wait === 'task' && node?.work?.formStep === act.step;
      return 'message' in act ? each.wait === 'message' && node?.event?.kind === 'message' && node.event.name === act.message : each.wait === 'timer' && each.at === act.timer;
    });
    if (!token) {
      const places = walked.state.tokens.map(({ at }) => graph.nodes[at]?.name ?? at).join('、') || '已经结束';
      found.push(`走到 ${JSON.stringify(act)} 时流程在：${places}`);
      return;
    }
    if ('timer' in act) advance({ type: 'timerFired', token: token.id });
    else if ('message' in act) advance({ type: 'messageArrived', token: token.id });
    else {
      const checked = validateForm(definition.form, { data, answers: act.fields ?? {}, step: act.step, codes: setting.codes, now: setting.now });
      const faults = act.fields ? checked.problems.filter(({ level }) => level === 'error') : [];
      for (const { path, message } of faults) found.push(`环节 ${act.step} 填写有误：${path} ${message}`);
      data = checked.data;
      note(walked, act.action);
      advance({ type: 'completeTask', token: token.id, vars: { ...variablesOf(definition, data), action: act.action } });
    }
  }
  if (!walked.state.outcome) found.push(`流程没有走完，停在：${walked.state.tokens.map(({ at }) => graph.nodes[at]?.name ?? at).join('、')}`);
  else if (!walked.concluded) found.push('流程结束时没有办结（cases.conclude）');
  if (expect.outcome !== undefined && walked.outcome !== expect.outcome) found.push(`结果应为 ${expect.outcome}，实为 ${walked.outcome ?? '无'}`);
  if (expect.letters) differ(found, '出具的文书', expect.letters, walked.letters);
  if (expect.licence !== undefined && expect.licence !== walked.licence) found.push(expect.licence ? '没有制发证照' : '不应制发证照');
}

const outcomes: Readonly<Record<string, Walk['outcome']>> = { grant: 'granted', refuse: 'refused', decline: 'declined' };

function note(walked: Walk, action: string): void {
  walked.outcome = outcomes[action] ?? walked.outcome;
}

/** What an automatic step would answer; the handlers' own work is the cases module's to test. */
function answerOf(effect: Extract<Effect, { type: 'runService' }>, { decisions, letters }: StoredDefinition, data: FormData, walked: Walk, now: Date): Vars {
  if (effect.kind === 'rule') return (decisions ? (evaluateDecision(decisions, effect.handler, { ...data, ...effect.inputs }, { now }).outputs ?? {}) : {}) as Vars;
  const text = (name: string): string => String(effect.inputs[name] ?? '');
  switch (effect.handler) {
    case 'cases.issueLetter':
      if (letters[text('kind')]) walked.letters.push(text('kind'));
      return {};
    case 'cases.askSupplement':
      walked.letters.push('supplement');
      return {};
    case 'cases.act':
      note(walked, text('action'));
      return { action: text('action') };
    case 'cases.lapse':
      walked.outcome = 'lapsed';
      return {};
    case 'cases.issueLicence':
      walked.licence = true;
      return {};
    case 'cases.conclude':
      walked.concluded = true;
      return {};
    default:
      return {};
  }
}

/** The answers a process may know: none that are personal. */
function variablesOf({ form }: StoredDefinition, data: FormData): Vars {
  const personal = new Set(personalFields(form).map(({ path }) => path.split('.')[0]));
  return Object.fromEntries(Object.entries(data).filter(([key]) => !personal.has(key))) as Vars;
}
