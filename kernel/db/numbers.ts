import { sql } from 'kysely';
import { openTables, type Context } from '../context.ts';
import { chinaDate } from '../dates.ts';

/**
 * Issues the next number of a pattern, e.g. `SP{yyyyMMdd}{seq:6}` → `SP20261121000001`.
 *
 * Slots: `{yyyy}`, `{yyyyMM}`, `{yyyyMMdd}` (China Standard Time), `{seq:n}` (n digits, restarts with the date part), and
 * `{name}` from `values`. Without gaps: a transaction that fails gives its number back. The series stays
 * locked until commit, so take the number late in the action.
 *
 * @throws Error when the pattern names a value that is not given or the series has run out of digits
 */
export async function nextNumber(ctx: Context, pattern: string, values: Readonly<Record<string, string>> = {}): Promise<string> {
  const day = chinaDate(ctx.now()).replaceAll('-', '');
  const fixed = pattern
    .replaceAll('{yyyyMMdd}', day)
    .replaceAll('{yyyyMM}', day.slice(0, 6))
    .replaceAll('{yyyy}', day.slice(0, 4))
    .replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name];
      if (value === undefined) throw new Error(`number pattern ${pattern} needs a value for {${name}}`);
      return value;
    });
  const slot = /\{seq:(\d+)\}/.exec(fixed);
  if (!slot) throw new Error(`number pattern ${pattern} has no {seq:n}`);
  const { rows } = await sql<{ last: number }>`
    insert into number_counter (series, last) values (${fixed}, 1)
    on conflict (series) do update set last = number_counter.last + 1 returning last`.execute(openTables<unknown>()(ctx));
  const digits = String(rows[0]?.last).padStart(Number(slot[1]), '0');
  if (digits.length > Number(slot[1])) throw new Error(`number series ${fixed} has run out of digits`);
  return fixed.replace(slot[0], digits);
}
