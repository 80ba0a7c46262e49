import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { openTables, type Context } from '../context.ts';
import { decryptField, encryptField } from '../crypto/fields.ts';
import { keyRing } from '../key-ring.ts';
import { httpErrors } from './errors.ts';

const open = openTables<unknown>();

/**
 * Runs work at most once for an actor's key; the answer is kept, encrypted, with the work's own changes, for a day.
 *
 * A second request with the key waits for the first and gets its answer.
 *
 * @throws kernel.keyInvalid, and kernel.keyReused when the key came before with another request
 */
export async function once(ctx: Context, key: string, request: unknown, work: () => Promise<unknown>): Promise<unknown> {
  if (!/^[\w-]{8,100}$/.test(key)) throw httpErrors.keyInvalid();
  const digest = createHash('sm3').update(JSON.stringify(request)).digest('hex');
  const place = { table: 'idempotent_answer', column: 'answer', row: `${ctx.actor.id}/${key}` };
  const claimed = await sql`
    insert into idempotent_answer (actor_id, key, request_digest, answer, at)
    values (${ctx.actor.id}, ${key}, ${digest}, '', ${ctx.now()}) on conflict do nothing`.execute(open(ctx));
  if (claimed.numAffectedRows === 0n) {
    const { rows } = await sql<{ request_digest: string; answer: string }>`
      select request_digest, answer from idempotent_answer where actor_id = ${ctx.actor.id} and key = ${key}`.execute(open(ctx));
    const earlier = rows[0];
    if (!earlier || earlier.request_digest !== digest) throw httpErrors.keyReused();
    return JSON.parse(decryptField(keyRing.get(), earlier.answer, place)) as unknown;
  }
  const answer = await work();
  await sql`
    update idempotent_answer set answer = ${encryptField(keyRing.get(), JSON.stringify(answer ?? null), place)}
    where actor_id = ${ctx.actor.id} and key = ${key}`.execute(open(ctx));
  return answer;
}
