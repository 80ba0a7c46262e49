import type { Context } from '../../../../kernel/context.ts';
import { certificates, cms, sm3 } from '../../../../kernel/crypto/index.ts';
import { chinaDate, formatDate } from '../../../../kernel/dates.ts';
import type { InputOf } from '../../../../kernel/endpoint.ts';
import { findFile, readFileBytes, saveFile } from '../../../../kernel/files/store.ts';
import { newId } from '../../../../kernel/id.ts';
import { findText, sealOver, sealPdf, type SealPlace, type SeamPlace } from '../../../../engines/documents/api.ts';
import { getUnit } from '../../../platform/organisations/api.ts';
import type { Unit } from '../../../platform/organisations/contract.ts';
import { sealErrors, type SealPlaceInput, type sealEndpoints } from '../contract.ts';
import { sealKeys, sealsOnFirstUse } from '../ports.ts';
import { sealWords } from '../rules.ts';
import { holdSeal, holdSealOf, insertUse, type SealRow } from '../store/seals.ts';
import { bureauOf, makeAtFirstUse } from './make.ts';

/** What is sealed, and why. The caller decides whether the actor may. */
export interface SealRequest {
  /** A bureau, or a unit below it: the bureau's seal is used. */
  readonly unitId: string;
  /** A special seal by its purpose; the official seal when absent. */
  readonly purpose?: string;
  readonly reason: string;
  /** What is sealed, `module/id`. */
  readonly document: string;
}

export interface PdfSealRequest extends SealRequest {
  readonly pdf: Uint8Array;
  readonly place: SealPlaceInput;
}

/**
 * Puts the seal of a unit on a PDF, signs the file with the seal's key by appending to it, and logs the use.
 *
 * @throws seals.noneInForce, expired, unitClosed, noUscc, keywordNotFound; documents.badPdf
 * @source 国务院令第716号 arts 8 and 9: a reliable electronic signature and seal stand for the handwritten and the physical
 */
export async function applySeal(ctx: Context, request: PdfSealRequest): Promise<{ pdf: Uint8Array; sealUseId: string }> {
  const unit = await bureauOf(ctx, request.unitId);
  const { pdf, useId } = await stamp(ctx, await sealInForce(ctx, unit, request.purpose), unit, request, null);
  return { pdf, sealUseId: useId };
}

/**
 * Signs a short text with a unit's official seal, for codes that are checked without a network; logged like any use.
 *
 * @param text - what is signed; may name the certificate that checks it
 * @throws seals.noneInForce, expired, unitClosed, noUscc
 */
export async function signWithSeal(ctx: Context, request: SealRequest, text: (certificateSerial: string) => string): Promise<{ certificateSerial: string; signature: Uint8Array }> {
  const seal = await sealInForce(ctx, await bureauOf(ctx, request.unitId), request.purpose);
  const signed = text(seal.certificate_serial);
  const signature = await (await sealKeys.get().signer(ctx, seal.key_id)).sign(Buffer.from(signed));
  const digest = sm3(Buffer.from(signed)).toString('hex');
  await logUse(ctx, seal, request, { kind: 'text', place: null, sm3_before: digest, sm3_signed: digest, sm3_after: null, file_id: null });
  return { certificateSerial: seal.certificate_serial, signature };
}

/** Stamps an uploaded PDF by hand; the sealed file is kept with the log of uses. @throws seals.notFound, fileNotFound, and as `applySeal` */
export async function applyByHand(ctx: Context, input: InputOf<typeof sealEndpoints.apply>): Promise<{ useId: string; sm3: string }> {
  const { units } = ctx.actor.scope('seals.use');
  const found = await holdSeal(ctx, input.id);
  if (!found || (units !== 'all' && !units.includes(found.unit_id))) throw sealErrors.notFound();
  const file = await findFile(ctx, input.fileId);
  if (file?.createdBy !== ctx.actor.id) throw sealErrors.fileNotFound();
  const seal = requireInForce(ctx, found, found.name, found.kind, found.purpose);
  const request = { unitId: seal.unit_id, pdf: await readFileBytes(ctx, input.fileId), place: input.place, reason: input.reason, document: input.document };
  return stamp(ctx, seal, await getUnit(ctx, seal.unit_id), request, file.name);
}

type SealInForce = SealRow & { key_id: string; certificate: string; certificate_serial: string; valid_to: Date };

/** The seal of a bureau that may be used now; where the installation says so, one is made at first use. */
async function sealInForce(ctx: Context, unit: Unit, purpose = ''): Promise<SealInForce> {
  const kind = purpose === '' ? 'official' : 'special';
  let seal = await holdSealOf(ctx, unit.id, kind, purpose);
  if (!seal && sealsOnFirstUse.get()) {
    await makeAtFirstUse(ctx, unit, kind, purpose);
    seal = await holdSealOf(ctx, unit.id, kind, purpose);
  }
  return requireInForce(ctx, seal, unit.name, kind, purpose);
}

function requireInForce(ctx: Context, seal: SealRow | undefined, unit: string, kind: SealRow['kind'], purpose: string): SealInForce {
  if (seal?.status !== 'inForce' || !isComplete(seal)) throw sealErrors.noneInForce({ unit, what: sealWords(kind, purpose) });
  if (seal.valid_to < ctx.now()) throw sealErrors.expired({ name: seal.name, day: formatDate(chinaDate(seal.valid_to)) });
  return seal;
}

const isComplete = (seal: SealRow): seal is SealInForce => seal.key_id !== null && seal.certificate !== null && seal.certificate_serial !== null && seal.valid_to !== null;

type Stamping = Pick<PdfSealRequest, 'pdf' | 'place' | 'reason' | 'document'>;

async function stamp(ctx: Context, seal: SealInForce, unit: Unit, request: Stamping, keepAs: string | null): Promise<{ pdf: Uint8Array; useId: string; sm3: string }> {
  const certificate = certificates.certificateFromPem(seal.certificate);
  const signer = await sealKeys.get().signer(ctx, seal.key_id);
  let signed = '';
  const pdf = await sealPdf(request.pdf, {
    image: await readFileBytes(ctx, seal.picture_file_id),
    place: await placeOf(request, Number(seal.size_mm)),
    name: seal.name,
    reason: request.reason,
    location: unit.divisionName,
    at: ctx.now(),
    sign: async (content) => {
      signed = sm3(content).toString('hex');
      return cms.signDetached({ content, certificate, signer, signedAt: ctx.now() });
    },
  });
  const after = sm3(pdf).toString('hex');
  const file = keepAs === null ? null : await saveFile(ctx, pdf, { name: keepAs, owner: `seals/${seal.id}`, accept: ['application/pdf'], maxBytes: 60 * 1024 * 1024 });
  const useId = await logUse(ctx, seal, request, {
    kind: 'pdf',
    place: request.place,
    sm3_before: sm3(request.pdf).toString('hex'),
    sm3_signed: signed,
    sm3_after: after,
    file_id: file?.id ?? null,
  });
  return { pdf, useId, sm3: after };
}

async function placeOf({ pdf, place }: Stamping, sizeMm: number): Promise<SealPlace | SeamPlace> {
  if (!('keyword' in place)) return place;
  const words = (await findText(pdf, place.keyword)).at(-1);
  if (!words) throw sealErrors.keywordNotFound({ keyword: place.keyword });
  return sealOver(words, sizeMm);
}

type Logged = Pick<Parameters<typeof insertUse>[1], 'kind' | 'place' | 'sm3_before' | 'sm3_signed' | 'sm3_after' | 'file_id'>;

async function logUse(ctx: Context, seal: SealRow, { document, reason }: Pick<SealRequest, 'document' | 'reason'>, use: Logged): Promise<string> {
  const id = newId(ctx.now());
  await insertUse(ctx, { id, seal_id: seal.id, unit_id: seal.unit_id, document, reason, actor_id: ctx.actor.id, actor_name: ctx.actor.name, at: ctx.now(), ...use });
  ctx.audit('seals.apply', seal.id, { useId: id, document, reason });
  return id;
}
