import { randomBytes } from 'node:crypto';
import type { Context } from '../../../../kernel/context.ts';
import { chinaDate, lastValidDay, type IsoDate } from '../../../../kernel/dates.ts';
import { newId } from '../../../../kernel/id.ts';
import { licenceIdentifier, readLicenceIdentifier } from '../../../../engines/identifiers/contract.ts';
import { maskValue } from '../../../../engines/forms/contract.ts';
import { getUnit, listDivisions, pathOf } from '../../../platform/organisations/api.ts';
import type { Unit } from '../../../platform/organisations/contract.ts';
import { nameOnSeal } from '../../seals/api.ts';
import { getSubject } from '../../subjects/api.ts';
import type { Subject } from '../../subjects/contract.ts';
import { holderKindLabels, licenceErrors, licenceStatusLabels, operationLabels, type HolderKind, type Licence } from '../contract.ts';
import { faceOf, missingFields, wordsOf, type FaceValues, type Holder } from '../face-values.ts';
import { nextLicenceNumber, nextSerial } from '../numbers.ts';
import { getLicence } from '../queries/licences.ts';
import { mayDo, verificationCode } from '../rules.ts';
import { indexOf, insertLicence, lockLicence, moveLicence, seal, type LicenceRow } from '../store/licences.ts';
import { findType, type TypeRow } from '../store/types.ts';
import { makeDocuments, qrAddressOf } from './documents.ts';

/** A licence to be issued. */
export interface NewLicence {
  readonly typeKey: string;
  /** The unit that handled it; its bureau issues and seals. */
  readonly unitId: string;
  readonly subjectId: string;
  readonly caseId?: string | null;
  /** Answers of the application; what the type takes of them stands on the face. */
  readonly values: Readonly<Record<string, unknown>>;
  /** First valid day; today unless said. */
  readonly validFrom?: IsoDate;
  /** Last valid day, null for no end; as the type says unless said. */
  readonly validTo?: IsoDate | null;
  /** The licence this one takes the place of, keeping its number. */
  readonly replaces?: { readonly licenceId: string; readonly as: 'renew' | 'change' | 'reissue' };
}

/**
 * Issues a licence: gives it number and identifier, draws its documents, has each sealed, and keeps them.
 *
 * Runs in the caller's transaction: if the seal is refused, nothing is issued and no number is used.
 *
 * @throws licences.noSuchType, wrongHolder, badTerm, badNumberPart, numberTaken, fieldsMissing, fieldsTooLong, notFound and cannotMove and otherHolder (of the one replaced); whatever seals.applySeal refuses
 * @source GB/T 36904 (identifier); 国务院令第716号 art. 10
 */
export async function issueLicence(ctx: Context, wish: NewLicence): Promise<Licence> {
  const type = await findType(ctx, wish.typeKey);
  if (!type) throw licenceErrors.noSuchType({ key: wish.typeKey });
  const subject = await getSubject(ctx, wish.subjectId);
  refuseHolder(type, subject.kind);
  const issuer = await issuerOf(ctx, wish.unitId);
  const prior = wish.replaces ? await takeOut(ctx, wish, type) : null;
  const holder = holderOf(subject);
  const answers = { ...wish.values, 'subject.name': holder.name, 'subject.number': holder.number };
  const values = wordsOf(type.definition, answers, await divisionNames(ctx));
  const missing = missingFields(type.definition, values);
  if (missing.length > 0) throw licenceErrors.fieldsMissing({ fields: missing.join('、') });

  const number = prior?.number ?? (await nextLicenceNumber(ctx, type.definition, wish.values, issuer.divisionCode));
  const version = (prior?.version ?? 0) + 1;
  const identifier = await identifierOf(ctx, type, issuer, prior, version);
  const draft = toDraft(ctx, { wish, type, subject, issuer, values, number, version, prior, identifier });
  const face = faceOf(draft, values, holder);
  const row = { ...draft, qr_address: await qrAddressOf(ctx, draft, face, shownName(subject)) };
  if (!(await insertLicence(ctx, row))) throw licenceErrors.numberTaken({ number, type: type.name });
  await makeDocuments(ctx, { row, type, face });

  const operation = wish.replaces?.as ?? 'issue';
  await moveLicence(ctx, row.id, operation, 'issued', operationLabels[operation]);
  ctx.audit(`licences.${operation}`, row.id, { about: subject.id, number, caseId: row.case_id });
  ctx.announce('licences.issued', { licenceId: row.id, subjectId: subject.id, caseId: row.case_id });
  return getLicence(ctx, row.id);
}

const holderOf = (subject: Subject): Holder => ({ name: subject.name, number: subject.kind === 'person' ? subject.number : subject.uscc });

const shownName = (subject: Subject): string => (subject.kind === 'person' ? maskValue('name', subject.name) : subject.name);

function refuseHolder({ name, definition }: TypeRow, kind: HolderKind): void {
  if (definition.holder !== 'any' && definition.holder !== kind) throw licenceErrors.wrongHolder({ type: name, holder: holderKindLabels[definition.holder] });
}

async function issuerOf(ctx: Context, unitId: string): Promise<Unit> {
  const [bureauId = unitId] = await pathOf(ctx, unitId);
  return getUnit(ctx, bureauId);
}

const divisionNames = async (ctx: Context): Promise<Map<string, string>> => new Map((await listDivisions(ctx)).map(({ code, name }) => [code, name]));

/** Ends the licence that is replaced, before its number is used again. */
async function takeOut(ctx: Context, { replaces, subjectId }: NewLicence, type: TypeRow): Promise<LicenceRow | null> {
  if (!replaces) return null;
  const prior = await lockLicence(ctx, replaces.licenceId);
  if (!prior) throw licenceErrors.notFound({ id: replaces.licenceId });
  if (prior.subject_id !== subjectId || prior.type_key !== type.key) throw licenceErrors.otherHolder();
  if (!mayDo('replace', prior.status)) throw licenceErrors.cannotMove({ from: licenceStatusLabels[prior.status], operation: operationLabels[replaces.as] });
  await moveLicence(ctx, prior.id, 'replace', 'replaced', operationLabels[replaces.as]);
  ctx.audit('licences.replace', prior.id, { about: subjectId, as: replaces.as });
  return prior;
}

/** A replaced licence hands on its serial; the version tells them apart. */
async function identifierOf(ctx: Context, type: TypeRow, issuer: Unit, prior: LicenceRow | null, version: number): Promise<string> {
  const issuerCode = issuer.uscc ?? '';
  const before = prior && readLicenceIdentifier(prior.identifier);
  const keeps = before?.typeCode === type.code && before.issuerCode === issuerCode;
  const serial = keeps ? before.serial : await nextSerial(ctx, type.code, issuerCode);
  return licenceIdentifier({ typeCode: type.code, issuerCode, serial, version: String(keeps ? version : 1).padStart(3, '0') });
}

interface Parts {
  readonly wish: NewLicence;
  readonly type: TypeRow;
  readonly subject: Subject;
  readonly issuer: Unit;
  readonly values: FaceValues;
  readonly number: string;
  readonly version: number;
  readonly identifier: string;
  readonly prior: LicenceRow | null;
}

function toDraft(ctx: Context, { wish, type, subject, issuer, values, number, version, identifier, prior }: Parts): Omit<LicenceRow, 'qr_address'> {
  const id = newId(ctx.now());
  const today = chinaDate(ctx.now());
  const from = wish.validFrom ?? today;
  const usual = type.definition.validMonths;
  const to = wish.validTo === undefined ? (usual === null ? null : lastValidDay(from, usual)) : wish.validTo;
  if (to !== null && to < from) throw licenceErrors.badTerm({ from, to });
  const holder = holderOf(subject);
  return {
    id,
    identifier,
    verification_code: verificationCode(randomBytes(12)),
    number,
    version,
    type_id: type.id,
    type_key: type.key,
    type_name: type.name,
    status: 'draft',
    status_reason: '',
    subject_id: subject.id,
    holder_kind: subject.kind,
    holder_name: seal(id, 'holder_name', holder.name),
    holder_name_index: indexOf('holder_name', holder.name),
    holder_number: seal(id, 'holder_number', holder.number),
    holder_number_index: indexOf('holder_number', holder.number),
    field_values: seal(id, 'field_values', JSON.stringify(values)),
    unit_id: wish.unitId,
    issuer_id: issuer.id,
    issuer_name: nameOnSeal(issuer.name),
    case_id: wish.caseId ?? null,
    prior_id: prior?.id ?? null,
    issued_on: today,
    valid_from: from,
    valid_to: to,
    issued_by: ctx.actor.id,
    created_at: ctx.now(),
    changed_at: ctx.now(),
  };
}
