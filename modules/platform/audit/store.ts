import { sql } from 'kysely';
import type { Context } from '../../../kernel/context.ts';
import { verifyChain, type ChainReport } from '../../../kernel/audit/chain.ts';
import type { Finding } from './contract.ts';
import { tables, type AuditTables } from './tables.ts';

export type VerificationRow = AuditTables['audit_verification'];

const json = (findings: readonly Finding[]) => sql<Finding[]>`${JSON.stringify(findings)}::jsonb`;

/** Writes down that a verification begins. */
export const insertVerification = async (ctx: Context, id: string): Promise<void> => {
  await tables(ctx)
    .insertInto('audit_verification')
    .values({ id, requested_by: ctx.actor.id, requested_by_name: ctx.actor.name, requested_at: ctx.now(), finished_at: null, state: 'running', links: 0, pending: 0, head: null, finding_count: 0, findings: json([]) })
    .execute();
};

/** A verification under way that began after an instant; an older one has died with its worker. */
export const findRunning = (ctx: Context, since: Date): Promise<{ id: string } | undefined> =>
  tables(ctx).selectFrom('audit_verification').select('id').where('state', '=', 'running').where('requested_at', '>', since).executeTakeFirst();

export const updateVerification = async (ctx: Context, id: string, { findings, ...change }: Partial<VerificationRow>): Promise<void> => {
  await tables(ctx)
    .updateTable('audit_verification')
    .set({ ...change, ...(findings ? { findings: json(findings) } : {}) })
    .where('id', '=', id)
    .execute();
};

/** Recomputes the whole chain. */
export const recompute = (ctx: Context): Promise<ChainReport> => verifyChain(tables(ctx) as unknown as Parameters<typeof verifyChain>[0]);

/** How far the chain reached when it was verified last, and its hash there; nothing before the first time. */
export const lastHead = (ctx: Context): Promise<{ links: number; head: string | null } | undefined> =>
  tables(ctx).selectFrom('audit_verification').select(['links', 'head']).where('state', '!=', 'running').where('links', '>', 0).orderBy('links', 'desc').orderBy('requested_at').executeTakeFirst();

/** The hash at a place of the chain; nothing beyond its end. */
export const hashAt = async (ctx: Context, seq: number): Promise<string | undefined> =>
  (await tables(ctx).selectFrom('v_audit_link').select('hash').where('seq', '=', seq).executeTakeFirst())?.hash;
