import type { Context } from '../../../../kernel/context.ts';
import { chinaDate } from '../../../../kernel/dates.ts';
import { nextNumber } from '../../../../kernel/db/numbers.ts';
import { organisationCheck, usccCheck } from '../../../../engines/identifiers/contract.ts';
import { registerOrganisation } from '../../../records/subjects/api.ts';
import type { PublishedItem } from '../../service-items/contract.ts';
import { answersAsText } from '../answers.ts';
import { addEvent } from '../store/parts.ts';
import { answersOf, seal, updateCase, type CaseRecord } from '../store/cases.ts';

/** 登记管理部门 9 市场监管，机构类别 2 个体工商户. */
const registrar = '92';
/** The segment of organisation codes this installation gives out; outside every segment that is in use. */
const segment = 'XXD3{seq:4}';

/**
 * Gives a new individual business its credit code and registers it, so that the city knows it from now on.
 *
 * @source GB 32100-2015; 促进个体工商户发展条例
 */
export async function assignUscc(ctx: Context, record: CaseRecord, item: PublishedItem): Promise<string> {
  const answers = answersOf(record);
  const body = await nextNumber(ctx, segment);
  const first17 = `${registrar}${record.division_code}${body}${organisationCheck(body)}`;
  const uscc = `${first17}${usccCheck(first17)}`;
  const shown = await answersAsText(ctx, item.form, answers);
  const text = (key: string): string | null => (typeof shown[key] === 'string' && shown[key] !== '' ? shown[key] : null);
  const filled = { ...answers, uscc, registerDate: chinaDate(ctx.now()) };
  await updateCase(ctx, record.id, { data: seal(record.id, 'data', JSON.stringify(filled)) });
  await registerOrganisation(ctx, {
    uscc,
    name: text('name') ?? `个体工商户 ${uscc}`,
    entityType: '500',
    registeredOn: chinaDate(ctx.now()),
    divisionCode: record.division_code,
    address: text('premises'),
    phone: text('tel'),
    businessScope: text('scope'),
    legalRepresentative: { name: text('operatorName') ?? '', number: typeof answers['operatorIdNo'] === 'string' ? answers['operatorIdNo'] : null },
  });
  await addEvent(ctx, record.id, { kind: 'uscc', title: '赋统一社会信用代码', opinion: uscc });
  ctx.audit('cases.assignUscc', record.id, { about: record.subject_id });
  return uscc;
}
