import { addRow, change, compileForm, openForm, problemsOf, type CompiledForm, type FieldOf, type FormState } from './api.ts';

/** Milliseconds of one run each; `fields`, `computed` and `rows` say what was raced. */
export interface FormRace {
  readonly fields: number;
  readonly computed: number;
  readonly rows: number;
  /** One keystroke to all its effects, worked out along the plan. */
  readonly keystroke: readonly number[];
  /** The same keystroke by working out the whole form again. */
  readonly wholeForm: readonly number[];
}

const fields = 1_000;
const computed = 200;
const rows = 20;

/**
 * Races one keystroke in a large form against working out the whole form: 1,000 fields, of which 200 are computed,
 * and a sub-table of 20 rows whose total they use. Asserts nothing; the caller prints medians.
 *
 * @param rounds - keystrokes of each kind, alternating between a field that many depend on and a cell
 */
export function formRace(rounds = 40): FormRace {
  const form = largeForm();
  const now = new Date('2026-09-01T02:00:00Z');
  let state = openForm(form, { now });
  for (let row = 0; row < rows; row += 1) state = addRow(state, 'items').state;
  const keystroke: number[] = [];
  const wholeForm: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const path = round % 2 === 0 ? 'n0' : `items[${round % rows}].price`;
    keystroke.push(timed(() => void ({ state } = change(state, path, String(round)))));
    const answers = { n0: String(round), items: rowsOf(round) };
    wholeForm.push(timed(() => void problemsOf(openForm(form, { now, answers }))));
  }
  consume(state);
  return { fields, computed, rows, keystroke, wholeForm };
}

function timed(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

const rowsOf = (price: number): object[] => Array.from({ length: rows }, () => ({ name: '设备', count: 2, price }));

/** Keeps the work from being thought away by the engine. */
const consume = (state: FormState): number => problemsOf(state).length;

function largeForm(): CompiledForm {
  const numbers = Array.from({ length: fields - computed - 5 }, (_, n): FieldOf<string> => ({
    key: `n${n}`,
    type: 'number',
    label: `数值 ${n}`,
    min: 0,
    ...(n % 10 === 9 && { visibleWhen: `n${n - 1} = null or n${n - 1} >= 0`, requiredWhen: `n${n - 2} > 10` }),
  }));
  const sums = Array.from({ length: computed }, (_, n): FieldOf<string> => ({
    key: `c${n}`,
    type: 'number',
    label: `合计 ${n}`,
    computed: n % 20 === 0 ? `total + n${n}` : `if c${n - 1} = null then n0 else c${n - 1} + 1`,
  }));
  const items: FieldOf<string> = {
    key: 'items',
    type: 'subTable',
    label: '清单',
    columns: [
      { key: 'name', type: 'text', label: '名称' },
      { key: 'count', type: 'integer', label: '数量', default: 1 },
      { key: 'price', type: 'money', label: '单价', default: 1 },
      { key: 'amount', type: 'money', label: '金额', computed: 'count * price' },
    ],
  };
  const total: FieldOf<string> = { key: 'total', type: 'money', label: '总额', computed: 'sum(items.amount)' };
  const all = [...numbers, ...sums, items, total];
  const sections = Array.from({ length: 20 }, (_, s) => ({ key: `section${s}`, title: `第 ${s + 1} 节`, fields: all.filter((_field, at) => at % 20 === s) }));
  return compileForm({ id: 'large-form', version: 1, title: '大表', pages: [{ key: 'page', title: '全部', sections }] });
}
