import { isTrue, type CompiledExpression } from '../../../../engines/expressions/contract.ts';
import type { CompiledMaterial, MaterialFacts, Need, NeededMaterial, PublishedItem } from '../contract.ts';

type Scope = Readonly<Record<string, unknown>>;

/**
 * What is asked of an applicant, by the answers so far and what the city knows; in the item's order, each with its reason.
 *
 * A condition that cannot be decided yet does not hold, so an unanswered question asks for nothing.
 */
export function materialsFor(published: Pick<PublishedItem, 'materials'>, data: Scope, facts: MaterialFacts): NeededMaterial[] {
  const scope = { ...data, wallet: facts.wallet, verified: facts.verified };
  return published.materials.map((material) => {
    const { key, name, generated, licenceTypes, accept, maxSizeMb, maxFiles, source, sample } = material;
    return { key, name, generated, licenceTypes, accept, maxSizeMb, maxFiles, source, sample, ...decide(material, scope) };
  });
}

function decide(material: CompiledMaterial, scope: Scope): { need: Need; why: string; waived: boolean } {
  const { generated, optional, requiredWhen, when, waivedWhen, waived, why } = material;
  if (!applies(requiredWhen, scope)) return { need: 'notNeeded', why: `您的情形不需要${when ? `：${when}才要` : ''}`, waived: false };
  if (generated) return { need: 'notNeeded', why: '由您填写的表单自动生成，不用上传', waived: true };
  if (waivedWhen && isTrue(waivedWhen, scope)) return { need: 'notNeeded', why: waived ?? '本市已经掌握，免交', waived: true };
  return { need: optional ? 'optional' : 'required', why: when ? `${when}。${why}` : why, waived: false };
}

const applies = (condition: CompiledExpression | null, scope: Scope): boolean => condition === null || isTrue(condition, scope);

/** Which materials the licences in a wallet cover: material key → true. */
export function walletFacts(published: Pick<PublishedItem, 'materials'>, heldTypeKeys: readonly string[]): Record<string, boolean> {
  return Object.fromEntries(published.materials.map(({ key, licenceTypes }) => [key, licenceTypes.some((type) => heldTypeKeys.includes(type))]));
}
