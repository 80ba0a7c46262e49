import { unaryTest } from 'feelin';
import { compileModel, evaluateDecision, type DecisionModel, type Rule } from '../../../engines/rules/api.ts';
import { lineOf } from '../line.ts';
import type { Race } from '../race.ts';

const runs = 7;
const milliseconds = 300;

const areas = ['< 50', '[50..150)', '[150..500)', '[500..3000)', '>= 3000'];
const kinds = ['"餐饮服务"', '"食品销售"', '"单位食堂"'];
const inputs = [
  { name: 'area', type: 'number' },
  { name: 'kind', type: 'string' },
  { name: 'chain', type: 'boolean' },
  { name: 'seats', type: 'number' },
  { name: 'risk', type: 'string' },
  { name: 'hours', type: 'number' },
] as const;
type Case = Readonly<Record<(typeof inputs)[number]['name'], string | number | boolean>>;

/** Thirty rules, each testing all six inputs, of which exactly one applies. */
const rules: readonly Rule[] = areas.flatMap((area, at) =>
  kinds.flatMap((kind, which) =>
    ['true', 'false'].map((chain, other) => {
      const number = (at * kinds.length + which) * 2 + other + 1;
      return { id: `rule_${number}`, inputs: [area, kind, chain, '[0..5000]', '"A", "B", "C"', '(0..24]'], outputs: [String(number)], annotations: [] };
    }),
  ),
);

const model: DecisionModel = {
  id: 'race',
  name: '核查',
  types: [],
  knowledge: [],
  inputs: inputs.map(({ name, type }) => ({ id: `in_${name}`, name, type, place: null })),
  decisions: [
    {
      id: 'decision',
      name: 'inspection',
      question: '',
      type: 'number',
      requires: inputs.map(({ name }) => `in_${name}`),
      place: null,
      logic: {
        kind: 'table',
        hitPolicy: 'UNIQUE',
        aggregation: null,
        inputs: inputs.map(({ name, type }) => ({ id: `column_${name}`, label: '', expression: name, type, values: null })),
        outputs: [{ id: 'result', name: 'result', label: '', type: 'number', values: null, otherwise: null }],
        annotations: [],
        rules,
      },
    },
  ],
};

const cases: readonly Case[] = [10, 60, 200, 900, 5000].flatMap((area) =>
  kinds.flatMap((kind) => [true, false].map((chain) => ({ area, kind: kind.slice(1, -1), chain, seats: area / 10, risk: 'C', hours: 8 }))),
);

/** What feelin makes of the table: every rule's tests in turn until one does not hold. */
function byFeelin(given: Case): number[] {
  return rules.flatMap((rule) => (inputs.every(({ name }, at) => unaryTest(rule.inputs[at] ?? '-', { '?': given[name] }).value === true) ? [Number(rule.outputs[0])] : []));
}

/** How many evaluations a second one run makes. */
function rateOf(evaluate: (given: Case) => unknown): number {
  const begun = performance.now();
  let count = 0;
  for (; performance.now() - begun < milliseconds; count += 1) evaluate(cases[count % cases.length] as Case);
  return (count * 1000) / (performance.now() - begun);
}

export const decisions: Race = {
  name: 'rules',
  work: 'A decision table of 30 rules by 6 inputs, of which one rule applies',
  against: 'feelin, which reads each test at each call',
  run: async () => {
    const compiled = compileModel(model);
    const byUs = (given: Case): unknown => evaluateDecision(compiled, 'inspection', given).outputs;
    for (const given of cases) {
      const [ours, theirs] = [byUs(given), byFeelin(given)];
      if (theirs.length !== 1 || ours !== theirs[0]) throw new Error(`the two disagree on ${JSON.stringify(given)}: ${JSON.stringify(ours)} and ${theirs.join()}`);
    }
    rateOf(byUs);
    const pairs = Array.from({ length: runs }, () => [rateOf(byUs), rateOf(byFeelin)] as const);
    return {
      lines: [
        lineOf({
          work: 'evaluations',
          unit: '/s',
          runs: pairs.map(([ours]) => ours),
          better: 'more',
          peer: { name: 'feelin', runs: pairs.map(([, theirs]) => theirs) },
          reach: { least: 50_000, ratio: 20 },
        }),
      ],
      notes: [`Both gave the same answer to all ${cases.length} inputs before the race.`, 'feelin keeps nothing between calls; whoever keeps its parsed tests would be faster than the peer here.'],
    };
  },
};
