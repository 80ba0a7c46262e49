import type { Context } from '../../../../kernel/context.ts';
import { sm3 } from '../../../../kernel/crypto/index.ts';
import { saveFile } from '../../../../kernel/files/store.ts';
import { publicUrl } from '../../../../kernel/public-url.ts';
import { renderFace, type Verification } from '../../../../engines/documents/api.ts';
import { applySeal, signWithSeal } from '../../seals/api.ts';
import { licenceErrors } from '../contract.ts';
import { labelsOf, type FaceValues } from '../face-values.ts';
import { proofAddress, proofText } from '../offline-proof.ts';
import { nationalStatus } from '../rules.ts';
import { insertDocument, type LicenceRow } from '../store/licences.ts';
import type { TypeRow } from '../store/types.ts';

interface Making {
  readonly row: LicenceRow;
  readonly type: TypeRow;
  /** Everything on the face. */
  readonly face: FaceValues;
}

/** Draws every variant of a licence, has it sealed and keeps it. @throws licences.fieldsMissing, fieldsTooLong; whatever seals.applySeal refuses */
export async function makeDocuments(ctx: Context, { row, type, face: values }: Making): Promise<void> {
  const { face } = type.definition;
  for (const [position, variant] of face.variants.entries()) {
    const drawn = await renderFace(face, values, { at: ctx.now(), variant, verification: verificationOf(row), issuer: row.issuer_name });
    if (drawn.blanks.length > 0) throw licenceErrors.fieldsMissing({ fields: labelsOf(type.definition, drawn.blanks).join('、') });
    if (drawn.overflows.length > 0) throw licenceErrors.fieldsTooLong({ fields: labelsOf(type.definition, drawn.overflows).join('、') });
    if (!drawn.sealPlace) throw new Error(`the face of ${type.key} has no place for a seal`);
    const sealed = await applySeal(ctx, {
      unitId: row.unit_id,
      pdf: drawn.pdf,
      place: drawn.sealPlace,
      reason: `签发${row.type_name}${row.number}（${variant}）`,
      document: `licences/${row.id}`,
    });
    const file = await saveFile(ctx, sealed.pdf, { name: `${row.type_name}${row.number}（${variant}）.pdf`, owner: `licences/${row.id}`, accept: ['application/pdf'] });
    await insertDocument(ctx, { licence_id: row.id, position, variant, file_id: file.id, sm3: file.sm3, seal_use_id: sealed.sealUseId });
  }
}

/** How a reader checks a licence, as its face says. */
export const verificationOf = (row: Pick<LicenceRow, 'qr_address' | 'verification_code'>): Verification => ({
  url: row.qr_address,
  code: row.verification_code,
  site: verifyPage().replace(/^https?:\/\//, ''),
});

/**
 * What the QR code of a licence holds: where to verify online, and a proof signed with the issuer's seal for those who are not.
 *
 * @param holderShown - the holder's name as strangers may see it
 */
export async function qrAddressOf(ctx: Context, row: Omit<LicenceRow, 'qr_address'>, face: FaceValues, holderShown: string): Promise<string> {
  const request = { unitId: row.unit_id, reason: `签发${row.type_name}${row.number}（离线核验码）`, document: `licences/${row.id}` };
  const common = { identifier: row.identifier, status: nationalStatus.valid, validTo: row.valid_to, number: row.number, holder: holderShown, sm3: faceDigest(face) };
  const { certificateSerial, signature } = await signWithSeal(ctx, request, (serial) => proofText({ ...common, certificateSerial: serial }));
  return proofAddress(verifyPage(), { facts: { ...common, certificateSerial }, signature });
}

const verifyPage = (): string => `${publicUrl.get()}/verify`;

/** SM3 over everything on a face, in the order of keys, base64url. */
const faceDigest = (values: FaceValues): string =>
  sm3(Buffer.from(JSON.stringify(Object.entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1))))).toString('base64url');
