import type { ChainFinding } from '../../../kernel/audit/chain.ts';
import type { Context } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/id.ts';
import { log } from '../../../kernel/log.ts';
import type { JobDefinition } from '../../../kernel/module.ts';
import type { Finding } from './contract.ts';
import { hashAt, insertVerification, lastHead, recompute, updateVerification } from './store.ts';

const keepFindings = 1000;

/**
 * Recomputes the audit chain, and compares it with what it was when verified last: whoever could rewrite every link from one
 * on, or cut off its end, would otherwise leave a chain that agrees with itself.
 */
export async function verify(ctx: Context, { id: requested }: { id?: string }): Promise<void> {
  const id = requested ?? newId(ctx.now());
  if (requested === undefined) await insertVerification(ctx, id);
  const before = await lastHead(ctx);
  const report = await recompute(ctx);
  const findings = report.findings.map(toFinding);
  if (before && (await hashAt(ctx, before.links)) !== before.head) findings.push({ kind: 'rewritten', seq: before.links, entryId: null });
  await updateVerification(ctx, id, {
    finished_at: ctx.now(),
    state: findings.length === 0 ? 'intact' : 'broken',
    links: report.links,
    pending: report.pending,
    head: report.head,
    finding_count: findings.length,
    findings: findings.slice(0, keepFindings),
  });
  if (findings.length > 0) {
    log.error({ part: 'audit', verification: id, findings: findings.length }, 'the audit chain is broken');
    ctx.announce('audit.broken', { verificationId: id });
  }
}

const toFinding = (finding: ChainFinding): Finding => ({ kind: finding.kind, seq: 'seq' in finding ? finding.seq : null, entryId: 'entryId' in finding ? finding.entryId : null });

export const auditJobs: Readonly<Record<string, JobDefinition>> = {
  verify: { title: '核验审计链', every: '20 4 * * *', run: verify },
};
