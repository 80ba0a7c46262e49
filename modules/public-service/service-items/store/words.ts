import type { Context } from '../../../../kernel/context.ts';
import { makeSegmenter, normal, type Segmenter } from '../search/segmenter.ts';
import { tables, type ServiceItemTables } from '../tables.ts';

export type WordRow = ServiceItemTables['search_word'];

/** The city's own words and sayings. */
export const listWords = (ctx: Context): Promise<WordRow[]> => tables(ctx).selectFrom('search_word').selectAll().orderBy('word').execute();

/** Makes the words what the content says. */
export async function saveWords(ctx: Context, rows: readonly WordRow[]): Promise<void> {
  await tables(ctx).deleteFrom('search_word').execute();
  if (rows.length > 0) await tables(ctx).insertInto('search_word').values([...rows]).execute();
  kept = undefined;
}

const keepMilliseconds = 300_000;
let kept: { readonly segmenter: Segmenter; readonly words: string; until: number } | undefined;

/** The segmenter for the words in force; new words of another process are noticed within five minutes. */
export async function segmenterOf(ctx: Context): Promise<Segmenter> {
  const now = Date.now();
  if (kept && kept.until > now) return kept.segmenter;
  const rows = await listWords(ctx);
  const words = [...new Set(rows.flatMap(({ word, means }) => [word, ...means]).map(normal))];
  const key = words.join(' ');
  kept = { segmenter: kept?.words === key ? kept.segmenter : makeSegmenter(words), words: key, until: now + keepMilliseconds };
  return kept.segmenter;
}
