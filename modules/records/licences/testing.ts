import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Context } from '../../../kernel/context.ts';
import { publicUrl } from '../../../kernel/public-url.ts';
import { aSeal, plugSeals } from '../seals/testing.ts';
import { anOrganisation } from '../subjects/testing.ts';
import { issueLicence, type NewLicence } from './actions/issue.ts';
import { licenceContent } from './content.ts';
import type { Licence } from './contract.ts';

export const verifySite = 'https://zwfw.example.gov.cn';

/** Plugs in what the app plugs in: keys and policy of seals, and the public address. */
export function plugLicences(): void {
  plugSeals();
  publicUrl.plug(verifySite);
}

/** A licence type of the demo city as a file of its pack. */
export const typeFile = (name: string): { path: string; text: string } => ({
  path: `licence-types/${name}.yaml`,
  text: readFileSync(path.join(import.meta.dirname, '../../../content/sanmenxia/licence-types', `${name}.yaml`), 'utf8'),
});

/** Loads the demo city's licence types. */
export const loadTypes = (ctx: Context): Promise<void> => licenceContent.load(ctx, [typeFile('food-business-licence'), typeFile('individual-business-licence')]);

/** Answers of an application for a food business licence. */
export const foodAnswers = {
  operatorName: '测试市好味道餐饮有限公司',
  legalRep: '测小民',
  residence: '测试市示例路 1 号',
  premises: { division: [], detail: '测试市示例大道 2 号一层' },
  mainForm: '2',
  items: ['热食类食品制售', '冷食类食品制售'],
};

/** Issues a food business licence to a new organisation, by a new bureau with a seal, unless told otherwise. */
export async function aLicence(ctx: Context, given: Partial<NewLicence> = {}): Promise<Licence> {
  await loadTypes(ctx);
  const unitId = given.unitId ?? (await aSeal(ctx)).unitId;
  const subjectId = given.subjectId ?? (await anOrganisation(ctx)).id;
  return issueLicence(ctx, { typeKey: 'food-business-licence', values: foodAnswers, ...given, unitId, subjectId });
}
