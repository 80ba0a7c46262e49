import type { Context } from '../../../kernel/context.ts';
import type { InputOf } from '../../../kernel/endpoint.ts';
import { serviceItemErrors, versionStatusLabels, type serviceItemEndpoints, type VersionDetail, type VersionStatus } from './contract.ts';
import { getVersionDetail } from './queries/versions.ts';
import { versionStates } from './rules/versions.ts';
import { findVersion, lockVersions, moveVersion, type VersionHead } from './store/versions.ts';

/**
 * Puts a version into use for new applications; the one in use till now is withdrawn. Open cases keep theirs.
 *
 * @throws service-items.noVersion, cannotMove
 * @source SMX1-581, SMX3-031
 */
export async function publishVersion(ctx: Context, { id, reason }: InputOf<typeof serviceItemEndpoints.publish>): Promise<VersionDetail> {
  const { version, all } = await lockForMove(ctx, id, 'published');
  const inUse = all.find((each) => each.status === 'published');
  if (inUse) await moveVersion(ctx, inUse, 'withdrawn', `由第 ${version.version} 版替换`);
  await moveVersion(ctx, version, 'published', reason);
  ctx.audit('service-items.publish', version.item_id, { version: version.version, replaces: inUse?.version ?? null, reason });
  ctx.announce('service-items.published', { itemId: version.item_id, versionId: id });
  return getVersionDetail(ctx, id);
}

/** Takes a version out of use: no new applications; open cases go on. @throws service-items.noVersion, cannotMove */
export async function withdrawVersion(ctx: Context, { id, reason }: InputOf<typeof serviceItemEndpoints.withdraw>): Promise<VersionDetail> {
  const { version } = await lockForMove(ctx, id, 'withdrawn');
  await moveVersion(ctx, version, 'withdrawn', reason);
  ctx.audit('service-items.withdraw', version.item_id, { version: version.version, reason });
  ctx.announce('service-items.withdrawn', { itemId: version.item_id, versionId: id });
  return getVersionDetail(ctx, id);
}

async function lockForMove(ctx: Context, id: string, to: VersionStatus): Promise<{ version: VersionHead; all: VersionHead[] }> {
  const found = await findVersion(ctx, id);
  if (!found) throw serviceItemErrors.noVersion({ id });
  const all = await lockVersions(ctx, found.item_id);
  const version = all.find((each) => each.id === id) ?? found;
  if (!versionStates.can(version.status, to)) {
    throw serviceItemErrors.cannotMove({ version: version.version, from: versionStatusLabels[version.status], to: versionStatusLabels[to] });
  }
  return { version, all };
}
