import type { Context } from '../../../../kernel/context.ts';
import { tables } from '../tables.ts';

const only = 'root';

/** The root authority's certificate and key; nothing before the first seal was made. */
export const findAuthority = (ctx: Context): Promise<{ certificate: string; key_id: string } | undefined> =>
  tables(ctx).selectFrom('seal_authority').select(['certificate', 'key_id']).where('id', '=', only).executeTakeFirst();

/** Keeps a root authority; false when there is one already. Waits for another transaction that is about to make one. */
export async function saveAuthority(ctx: Context, certificate: string, keyId: string): Promise<boolean> {
  const result = await tables(ctx)
    .insertInto('seal_authority')
    .values({ id: only, certificate, key_id: keyId, created_at: ctx.now() })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}
