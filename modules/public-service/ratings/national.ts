import { chinaDate, chinaTime } from '../../../kernel/dates.ts';
import { nationalLevel } from './rules.ts';

/** What a report says of a rated case, in the platform's own terms. */
export interface RatedCase {
  readonly number: string;
  readonly unitUscc: string;
  readonly unitName: string;
  readonly divisionCode: string;
  readonly taskCode: string;
  readonly itemName: string;
  readonly situation: string | null;
  /** 1 to be handled, 2 in hand, 3 concluded; as `nationalState` of cases. */
  readonly state: 1 | 2 | 3;
  readonly officerName: string;
  readonly caseType: 'instant' | 'promised';
  readonly acceptedAt: Date;
  readonly applicant: Party;
  /** Whoever acts for the applicant; the applicant herself where nobody does. */
  readonly agent: Omit<Party, 'kind'>;
}

interface Party {
  readonly kind: 'person' | 'enterprise' | 'institution' | 'association' | 'government' | 'other';
  readonly name: string;
  /** Code of dictionary `id-document` or `organisation-document`. */
  readonly documentType: string;
  readonly number: string;
}

export interface RatedService {
  /** Which of the case's services is rated; 1 where there is one. */
  readonly number: number;
  readonly name: string;
  readonly at: Date;
}

export interface ReportedRating {
  readonly satisfaction: number;
  readonly detailCodes: readonly string[];
  readonly text: string;
  readonly channel: number;
  readonly round: number;
  readonly anonymous: boolean;
  readonly ratedAt: Date;
}

/** Where receivers differ from each other although the interface is one. @source facts C8: conflicting code lists */
export interface ReportProfile {
  /** Three digits, by province. */
  readonly dataSource: string;
  /** Our channel → theirs, where they differ. */
  readonly channels: Readonly<Record<number, string>>;
  readonly promise: Readonly<Record<RatedCase['caseType'], string>>;
  readonly anonymity: { readonly anonymous: string; readonly named: string };
}

/** Henan, with the codes that most receivers use; the anonymity codes are from memory. */
export const nationalProfile: ReportProfile = { dataSource: '141', channels: {}, promise: { instant: '1', promised: '2' }, anonymity: { anonymous: '1', named: '2' } };

const subjectCodes: Readonly<Record<Party['kind'], string>> = { person: '1', enterprise: '2', institution: '3', association: '4', government: '5', other: '6' };

/** `2026-11-21 14:20:05`, China Standard Time. */
const moment = (at: Date): string => `${chinaDate(at)} ${chinaTime(at)}:${String(at.getUTCSeconds()).padStart(2, '0')}`;

/**
 * A rating as the national 好差评 interface takes it, before encryption and signing.
 *
 * `projectNo` with `serviceNumber` and `assessNumber` is unique.
 *
 * @source facts C8
 */
export function toNationalRating(rating: ReportedRating, of: RatedCase, service: RatedService, profile: ReportProfile = nationalProfile): Record<string, string> {
  return {
    projectNo: of.number,
    pf: profile.channels[rating.channel] ?? String(rating.channel),
    deptCode: of.unitUscc,
    areaCode: of.divisionCode.padEnd(12, '0'),
    taskCode: of.taskCode,
    taskHandleItem: of.taskCode,
    taskName: of.itemName,
    subMatter: of.situation ?? of.itemName,
    proStatus: String(of.state),
    proDepart: of.unitName,
    proManager: of.officerName,
    certKey: of.applicant.number,
    userName: of.applicant.name,
    userProp: subjectCodes[of.applicant.kind],
    userPageType: of.applicant.documentType,
    handleUserName: of.agent.name,
    handleUserPageType: of.agent.documentType,
    handleUserPageCode: of.agent.number,
    satisfaction: String(nationalLevel(rating.satisfaction)),
    evalDetail: rating.detailCodes.join(','),
    writingEvaluation: rating.text,
    assessTime: moment(rating.ratedAt),
    assessNumber: String(rating.round),
    serviceNumber: String(service.number),
    serviceTime: moment(service.at),
    serviceName: service.name,
    promisetime: profile.promise[of.caseType],
    acceptDate: moment(of.acceptedAt),
    dataSource: profile.dataSource,
    anonymityFlag: rating.anonymous ? profile.anonymity.anonymous : profile.anonymity.named,
    appStatus: '1',
  };
}
