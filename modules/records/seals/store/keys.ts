import type { Context } from '../../../../kernel/context.ts';
import { decryptField, encryptField, localSigner, sm2 } from '../../../../kernel/crypto/index.ts';
import { newId } from '../../../../kernel/id.ts';
import { keyRing } from '../../../../kernel/key-ring.ts';
import type { SealKeys } from '../ports.ts';
import { tables } from '../tables.ts';

const place = (row: string) => ({ table: 'seal_key', column: 'private_key', row });

/** Keeps keys in the table `seal_key`, encrypted under the installation's key ring. */
export function storedSealKeys(): SealKeys {
  return { create, signer, destroy };
}

async function create(ctx: Context): Promise<string> {
  const id = newId(ctx.now());
  const key = sm2.generateKey();
  const privateKey = encryptField(keyRing.get(), sm2.privateKeyToPem(key), place(id));
  await tables(ctx)
    .insertInto('seal_key')
    .values({ id, public_key: sm2.publicKeyToPem(key.publicKey), private_key: privateKey, created_at: ctx.now(), destroyed_at: null })
    .execute();
  return id;
}

async function signer(ctx: Context, reference: string): ReturnType<SealKeys['signer']> {
  const row = await tables(ctx).selectFrom('seal_key').select('private_key').where('id', '=', reference).executeTakeFirst();
  if (!row?.private_key) throw new Error(`seal key ${reference} does not exist or was destroyed`);
  return localSigner(sm2.privateKeyFromPem(decryptField(keyRing.get(), row.private_key, place(reference))));
}

async function destroy(ctx: Context, reference: string): Promise<void> {
  await tables(ctx).updateTable('seal_key').set({ private_key: null, destroyed_at: ctx.now() }).where('id', '=', reference).where('destroyed_at', 'is', null).execute();
}
