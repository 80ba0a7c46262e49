import type { Context } from '../../../kernel/context.ts';
import { anOfficer } from '../../../kernel/testing/actors.ts';
import { as } from '../../../kernel/testing/database.ts';
import { newId } from '../../../kernel/id.ts';
import { renderSheet } from '../../../engines/documents/api.ts';
import { organisationCheck, usccCheck } from '../../../engines/identifiers/contract.ts';
import { aUnit } from '../../platform/organisations/testing.ts';
import { approveSeal, requestSeal } from './actions/make.ts';
import type { Seal } from './contract.ts';
import { sealKeys, sealsOnFirstUse } from './ports.ts';
import { storedSealKeys } from './store/keys.ts';

/** Plugs in what the app plugs in: stored keys, and seals by request and approval unless said. */
export function plugSeals(given: { onFirstUse?: boolean } = {}): void {
  sealKeys.plug(storedSealKeys());
  sealsOnFirstUse.plug(given.onFirstUse ?? false);
}

/** A credit code nobody has, with valid check characters. */
export function aUscc(): string {
  const serial = newId().replaceAll('-', '').slice(-6).toUpperCase();
  const organisation = `XX${serial}`;
  const first = `11411299${organisation}${organisationCheck(organisation)}`;
  return `${first}${usccCheck(first)}`;
}

/** A bureau that may have seals. */
export const aBureau = (ctx: Context, given: { name?: string; divisionCode?: string } = {}): Promise<{ id: string; path: string[] }> => aUnit(ctx, { uscc: aUscc(), ...given });

/** A seal in force, asked for by one officer and approved by another. */
export async function aSeal(ctx: Context, given: { unitId?: string; purpose?: string; name?: string } = {}): Promise<Seal> {
  const unitId = given.unitId ?? (await aBureau(ctx, given.name ? { name: given.name } : {})).id;
  const officer = (permission: string) => anOfficer({ permissions: [permission] });
  const wish = given.purpose ? { kind: 'special' as const, purpose: given.purpose } : { kind: 'official' as const };
  const { id } = await requestSeal(as(ctx, officer('seals.use')), { unitId, ...wish, reason: '新设机构' });
  return approveSeal(as(ctx, officer('seals.manage')), { id, reason: '同意' });
}

/** A PDF with some lines of text on as many pages as needed. */
export function aPdf(ctx: Context, lines: readonly string[] = ['准予许可', '（盖章）']): Uint8Array {
  return renderSheet({ title: '行政许可决定书', sections: [{ columns: ['内容'], rows: lines.map((line) => [line]) }] }, { at: ctx.now() }).pdf;
}

/** A place near the foot of the first page. */
export const aPlace = { page: 1, x: 380, y: 120, width: 119, height: 119 };
