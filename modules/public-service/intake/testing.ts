import { sql } from 'kysely';
import type { Context } from '../../../kernel/context.ts';
import { saveFile, type StoredFile } from '../../../kernel/files/store.ts';
import { newId } from '../../../kernel/id.ts';
import { aCitizen } from '../../../kernel/testing/actors.ts';
import { as } from '../../../kernel/testing/database.ts';
import { compileExpression } from '../../../engines/expressions/api.ts';
import { compileForm, type FieldOf } from '../../../engines/forms/api.ts';
import { taskCode } from '../../../engines/identifiers/contract.ts';
import { aUnit } from '../../platform/organisations/testing.ts';
import { publishProcess } from '../../platform/processes/api.ts';
import { anAccount, anOrganisation, aPerson } from '../../records/subjects/testing.ts';
import { twoSteps } from '../inbox/testing.ts';
import type { CompiledMaterial } from '../service-items/contract.ts';
import { insertVersion } from '../service-items/store/versions.ts';
import { tables } from '../service-items/tables.ts';

const field = (given: FieldOf<string>): FieldOf<string> => given;

/** The test item's form: a question, the operator with what the city knows, premises with a file, and a page for officers. */
const formWith = (extra: readonly FieldOf<string>[]) =>
  compileForm({
    id: 'test-item',
    version: 1,
    title: '测试申请表',
    pages: [
      { key: 'situation', title: '情形', oneByOne: true, sections: [{ key: 's1', title: '情形', fields: [field({ key: 'vending', type: 'boolean', label: '是否用自动设备', required: true })] }] },
      {
        key: 'operator',
        title: '经营者',
        sections: [
          {
            key: 's2',
            title: '经营者',
            fields: [
              field({ key: 'operatorName', type: 'text', label: '经营者名称', required: true, prefill: 'organisation.name' }),
              field({ key: 'contact', type: 'text', label: '联系人', required: true, personal: true, prefill: 'person.name' }),
              field({ key: 'area', type: 'number', label: '经营面积', required: true, min: 1 }),
              field({ key: 'plan', type: 'file', label: '平面图', accept: ['pdf', 'png'], maxItems: 2 }),
              ...extra,
            ],
          },
        ],
      },
      { key: 'site', title: '核查', sections: [{ key: 's3', title: '核查', fields: [field({ key: 'siteResult', type: 'text', label: '核查结论', prefill: 'person.residentId' })] }] },
    ],
    rights: { apply: { write: ['situation', 'operator'], hidden: ['site'] } },
  });

const material = (given: Partial<CompiledMaterial> & Pick<CompiledMaterial, 'key' | 'name'>): CompiledMaterial => ({
  why: `办理需要${given.name}`, generated: false, optional: false, requiredWhen: null, when: null, waivedWhen: null, waived: null, licenceTypes: [],
  accept: ['pdf', 'png'], maxSizeMb: 1, maxFiles: 2, source: '自备', sample: null, basis: 'invented', ...given,
});

const materials: readonly CompiledMaterial[] = [
  material({ key: 'applicationForm', name: '申请书', generated: true }),
  material({ key: 'permit', name: '许可证', waivedWhen: compileExpression('wallet.permit'), waived: '证照库已有', licenceTypes: ['food-business-licence'] }),
  material({ key: 'layout', name: '布局文件' }),
  material({ key: 'vendingPlan', name: '设备方案', requiredWhen: compileExpression('vending = true'), when: '使用自动设备' }),
  material({ key: 'other', name: '其他说明', optional: true, maxFiles: 1 }),
];

export interface OnlineItem {
  readonly itemId: string;
  readonly unitId: string;
  readonly versionId: string;
}

/** An item that organisations, or others, can apply for online with the whole city's bureau. */
export async function anOnlineItem(ctx: Context, given: { applicants?: readonly ('person' | 'organisation')[] } = {}): Promise<OnlineItem> {
  const unitId = (await aUnit(ctx)).id;
  const itemId = `test-${newId(ctx.now()).slice(-12)}`;
  await sql`insert into service_item (id, base_code, name, type, unit_id, audience, objects, levels, themes, bundles, case_type, limits, guide, online_level, basis, gaps, search, digest, changed_at)
    values (${itemId}, '411200000001', '测试事项', '01', ${unitId}, '{organisation}', '{}', '{}', '{}', '{}', 'promised', '{}', '{}', '4', 'invented', '{}', '', 'x', ${ctx.now()})`.execute(tables(ctx));
  const serial = String(Math.floor(Math.random() * 1e6)).padStart(6, '0');
  await sql`insert into item_implementation (task_code, item_id, unit_id, division_code, level) values (${taskCode('11370800MB28559184', '3', `411200${serial}`)}, ${itemId}, ${unitId}, '411200', '3')`.execute(tables(ctx));
  return { itemId, unitId, versionId: await aVersion(ctx, itemId, 1, [], given.applicants) };
}

/** Publishes a version of a test item in place of the one in use; `extra` fields come to the page `operator`. */
export async function aVersion(ctx: Context, itemId: string, version: number, extra: readonly FieldOf<string>[] = [], applicants: readonly ('person' | 'organisation')[] = ['person', 'organisation']): Promise<string> {
  const { definitionId } = await publishProcess(ctx, { key: `test-${itemId}`, title: '测试流程', xml: twoSteps });
  await withdrawVersions(ctx, itemId);
  const id = newId(ctx.now());
  await insertVersion(ctx, {
    id,
    item_id: itemId,
    version,
    status: 'published',
    digest: id,
    definition: {
      itemName: '测试事项',
      slug: itemId,
      caseType: 'promised',
      applicants,
      limits: { statutory: { amount: 20, unit: 'workingDay' }, promised: { amount: 7, unit: 'workingDay' }, acceptance: 5, deliver: 5, supplement: 30 },
      form: formWith(extra),
      situationPages: ['situation'],
      steps: {},
      materials,
      decisions: null,
      letters: {},
      licenceTypeKey: null,
      licenceMonths: null,
      numberPattern: '{taskCode}{yyyyMMdd}{seq:6}',
      distinctBy: [],
      remedies: {},
      undertakings: ['所填内容真实'],
      notices: [],
      guide: { basis: 'invented', conditions: [], notNeeded: [], pauses: [], fee: { text: '不收费', basis: 'invented' }, steps: [], rejections: [], legalBases: [], remedies: null, afterwards: [], result: { name: '许可证', note: null } },
    },
    process_definition_id: definitionId,
    process_xml: twoSteps,
    created_at: ctx.now(),
    published_at: ctx.now(),
    published_by: 'test',
  });
  return id;
}

/** Takes an item off the net. */
export const withdrawVersions = async (ctx: Context, itemId: string): Promise<void> => {
  await tables(ctx).updateTable('item_version').set({ status: 'withdrawn' }).where('item_id', '=', itemId).execute();
};

export interface Applicant {
  readonly citizen: Context;
  readonly personId: string;
  readonly organisationId: string;
}

/** A verified citizen who represents an organisation. */
export async function anApplicant(ctx: Context): Promise<Applicant> {
  const person = await aPerson(ctx);
  const organisation = await anOrganisation(ctx, { name: '测试好味道餐饮有限公司', representative: person });
  const accountId = await anAccount(ctx, person);
  return { citizen: as(ctx, aCitizen({ id: accountId })), personId: person.id, organisationId: organisation.id };
}

/** Uploads a small PDF, a different one each time, as the actor of the context. */
export const anUpload = (ctx: Context, name = '布局.pdf'): Promise<StoredFile> => saveFile(ctx, Buffer.from(`%PDF-1.7\n% ${newId(ctx.now())}\n%%EOF`), { name, owner: null });
