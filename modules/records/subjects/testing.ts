import { randomInt } from 'node:crypto';
import type { Context } from '../../../kernel/context.ts';
import { newId } from '../../../kernel/id.ts';
import { organisationCheck, residentIdCheck, usccCheck } from '../../../engines/identifiers/contract.ts';
import { registerPhone, residentIndex, sealCitizen, updateCitizen } from '../../platform/sign-in/store/citizens.ts';
import { registerOrganisation, registerPerson, type OrganisationRegistration, type PersonRegistration } from './actions.ts';

/** A resident identity number nobody has: the unassigned division 411299, a day in 1990, and a right check character. */
export function aResidentId(): string {
  const first17 = `41129919900101${String(randomInt(1000)).padStart(3, '0')}`;
  return first17 + residentIdCheck(first17);
}

/** A credit code no organisation has, with right check characters. */
export function aUscc(): string {
  const code = `T${String(randomInt(10_000_000)).padStart(7, '0')}`;
  const first17 = `91411299${code}${organisationCheck(code)}`;
  return first17 + usccCheck(first17);
}

/** Registers a person and returns her id and number. */
export async function aPerson(ctx: Context, given: Partial<PersonRegistration> = {}): Promise<{ id: string; number: string; name: string }> {
  const number = given.number ?? aResidentId();
  const name = given.name ?? '测小民';
  return { id: await registerPerson(ctx, { source: 'register', ...given, name, number }), number, name };
}

/** Registers an organisation, represented by the person given, and returns its id and code. */
export async function anOrganisation(
  ctx: Context,
  given: Partial<Omit<OrganisationRegistration, 'legalRepresentative'>> & { representative?: { name: string; number: string } } = {},
): Promise<{ id: string; uscc: string }> {
  const { representative = null, ...rest } = given;
  const uscc = given.uscc ?? aUscc();
  return { id: await registerOrganisation(ctx, { name: '测试有限公司', entityType: '112', ...rest, uscc, legalRepresentative: representative }), uscc };
}

/** Makes a citizen's account, verified as the person given or not at all, and returns its id. */
export async function anAccount(ctx: Context, verifiedAs?: { name: string; number: string }, phone = `199${String(randomInt(100_000_000)).padStart(8, '0')}`): Promise<string> {
  const { id } = await registerPhone(ctx, phone);
  if (verifiedAs) {
    await updateCitizen(ctx, id, {
      name: sealCitizen(id, 'name', verifiedAs.name),
      resident_id: sealCitizen(id, 'resident_id', verifiedAs.number),
      resident_id_index: residentIndex(verifiedAs.number),
      verified_at: ctx.now(),
    });
  }
  return id;
}

/** An id that belongs to nobody. */
export const nobody = (): string => newId();
