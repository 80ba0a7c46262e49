import type { Context } from '../../../../kernel/context.ts';
import type { InputOf } from '../../../../kernel/endpoint.ts';
import { validateForm } from '../../../../engines/forms/contract.ts';
import { evaluateDecision, explainDecision } from '../../../../engines/rules/contract.ts';
import { applicantStep, type serviceItemEndpoints, type Trial } from '../contract.ts';
import { materialsFor, walletFacts } from '../rules/materials.ts';
import { getVersion } from './published.ts';
import { codesOf } from './versions.ts';

/** What would come of some answers under a version: complaints, materials and what each rule decides and why. @throws service-items.noVersion */
export async function tryVersion(ctx: Context, { id, answers, wallet, verified }: InputOf<typeof serviceItemEndpoints.try>): Promise<Trial> {
  const item = await getVersion(ctx, id);
  const { data, problems } = validateForm(item.form, { answers, step: applicantStep, codes: await codesOf(ctx, item.form), now: ctx.now() });
  const { decisions } = item;
  return {
    problems: problems.map(({ path, message, level }) => ({ path, message, level })),
    materials: materialsFor(item, data, { wallet: walletFacts(item, wallet), verified }).map(({ key, name, need, why }) => ({ key, name, need, why })),
    decisions: Object.keys(decisions?.decisions ?? {}).map((name) => ({ name, text: explainDecision(evaluateDecision(decisions!, name, { ...data }, { now: ctx.now(), explain: true })) })),
  };
}
