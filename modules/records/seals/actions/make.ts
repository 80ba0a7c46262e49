import type { Context } from '../../../../kernel/context.ts';
import { certificates } from '../../../../kernel/crypto/index.ts';
import { nextNumber } from '../../../../kernel/db/numbers.ts';
import type { InputOf } from '../../../../kernel/endpoint.ts';
import { saveFile } from '../../../../kernel/files/store.ts';
import { newId } from '../../../../kernel/id.ts';
import { drawSeal } from '../../../../engines/documents/api.ts';
import { getUnit, pathOf } from '../../../platform/organisations/api.ts';
import type { Unit } from '../../../platform/organisations/contract.ts';
import { issueSealCertificate } from '../authority.ts';
import { sealErrors, sealStatusLabels, type Seal, type SealKind, type sealEndpoints } from '../contract.ts';
import { sealKeys } from '../ports.ts';
import { getSeal } from '../queries.ts';
import { nameOnSeal, sealName, sealStates, sealWords } from '../rules.ts';
import { insertChange, insertSeal, moveSeal, type SealRow } from '../store/seals.ts';
import { requireSeal } from './require.ts';

/**
 * Asks for a seal of a unit; its picture is drawn at once, so that whoever approves sees it.
 *
 * @throws seals.notFound (a unit out of reach), noUscc, unitClosed, exists, purposeMissing; documents.badSeal
 */
export async function requestSeal(ctx: Context, input: InputOf<typeof sealEndpoints.request>): Promise<Seal> {
  const unit = await bureauOf(ctx, input.unitId);
  const { units } = ctx.actor.scope('seals.use');
  if (units !== 'all' && !units.includes(unit.id)) throw sealErrors.notFound();
  const seal = await draftSeal(ctx, unit, input);
  if (!seal) throw sealErrors.exists({ unit: unit.name, what: sealWords(input.kind, input.purpose ?? '') });
  return getSeal(ctx, seal.id);
}

/**
 * Approves a request: makes the key, issues the certificate and puts the seal in force.
 *
 * @throws seals.notFound, cannotMove, ownRequest
 */
export async function approveSeal(ctx: Context, { id, reason }: { id: string; reason: string }): Promise<Seal> {
  const seal = await requireSeal(ctx, id);
  if (!sealStates.can(seal.status, 'inForce') || seal.key_id !== null) {
    throw sealErrors.cannotMove({ name: seal.name, from: sealStatusLabels[seal.status], to: sealStatusLabels.inForce });
  }
  if (seal.requested_by === ctx.actor.id) throw sealErrors.ownRequest();
  await putInForce(ctx, seal, await getUnit(ctx, seal.unit_id), reason);
  return getSeal(ctx, id);
}

/** Makes the seal a demo's unit lacks; harmless when another request has just made it. */
export async function makeAtFirstUse(ctx: Context, unit: Unit, kind: SealKind, purpose: string): Promise<void> {
  const code = await nextNumber(ctx, '{division}{seq:7}', { division: unit.divisionCode.slice(0, 6) });
  const seal = await draftSeal(ctx, unit, { kind, code, reason: '演示环境首次用印', ...(kind === 'special' ? { purpose } : {}) });
  if (seal) await putInForce(ctx, seal, unit, '演示环境首次用印');
}

/** The bureau whose seal a unit uses: itself, or the one it belongs to. @throws seals.unitClosed, noUscc; organisations.notFound */
export async function bureauOf(ctx: Context, unitId: string): Promise<Unit> {
  const [bureauId = unitId] = await pathOf(ctx, unitId);
  const unit = await getUnit(ctx, bureauId);
  if (unit.status === 'closed') throw sealErrors.unitClosed({ unit: unit.name });
  if (unit.uscc === null) throw sealErrors.noUscc({ unit: unit.name });
  return unit;
}

type Wish = Omit<InputOf<typeof sealEndpoints.request>, 'unitId'>;

/** Draws and keeps a seal that waits for approval; null when the unit has a living one already. */
async function draftSeal(ctx: Context, unit: Unit, wish: Wish): Promise<SealRow | null> {
  const purpose = wish.kind === 'special' ? (wish.purpose ?? '') : '';
  if (wish.kind === 'special' && purpose === '') throw sealErrors.purposeMissing();
  const shape = wish.shape ?? 'round';
  const picture = drawSeal({
    kind: shape,
    unitName: nameOnSeal(unit.name),
    ...(purpose === '' ? {} : { purpose }),
    ...(wish.sizeMm === undefined ? {} : { sizeMm: wish.sizeMm }),
    ...(wish.code === undefined ? {} : { code: wish.code }),
  });
  const id = newId(ctx.now());
  const name = sealName(unit.name, purpose);
  const file = await saveFile(ctx, picture.png, { name: `${name}.png`, owner: `seals/${id}`, accept: ['image/png'] });
  const row: SealRow = {
    id,
    unit_id: unit.id,
    kind: wish.kind,
    purpose,
    name,
    code: wish.code ?? null,
    shape,
    size_mm: String(picture.widthMm),
    picture_file_id: file.id,
    status: 'draft',
    status_reason: wish.reason,
    key_id: null,
    certificate: null,
    certificate_serial: null,
    valid_from: null,
    valid_to: null,
    requested_by: ctx.actor.id,
    requested_at: ctx.now(),
    changed_at: ctx.now(),
  };
  if (!(await insertSeal(ctx, row))) return null;
  await insertChange(ctx, id, 'draft', wish.reason);
  ctx.audit('seals.request', id, { unitId: unit.id, kind: wish.kind, purpose, reason: wish.reason });
  return row;
}

async function putInForce(ctx: Context, seal: SealRow, unit: Unit, reason: string): Promise<void> {
  const keyId = await sealKeys.get().create(ctx);
  const certificate = await issueSealCertificate(ctx, seal.name, unit, keyId);
  await moveSeal(ctx, seal.id, 'inForce', reason, {
    key_id: keyId,
    certificate: certificates.certificateToPem(certificate),
    certificate_serial: certificate.serialNumber,
    valid_from: certificate.validFrom,
    valid_to: certificate.validTo,
  });
  ctx.audit('seals.approve', seal.id, { serial: certificate.serialNumber, reason });
  ctx.announce('seals.statusChanged', { sealId: seal.id, status: 'inForce' });
}
