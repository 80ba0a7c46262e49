import { sql } from 'kysely';
import type { Context } from '../../../../kernel/context.ts';
import { chinaDate } from '../../../../kernel/dates.ts';
import { labelsOf } from '../../../platform/dictionaries/api.ts';
import { serviceItemErrors, type Audience, type Guide, type Themes } from '../contract.ts';
import { guideOfEntry, guideOfVersion, type GuideContent } from '../rules/guide.ts';
import { addVisit, findBundle, findItem, type ItemRecord } from '../store/catalogue.ts';
import { tables } from '../tables.ts';
import { currentVersion } from './published.ts';
import { summariesOf } from './search.ts';

/** Counts one look at a guide, for what is shown first. */
export const countVisit = (ctx: Context, itemId: string): Promise<void> => addVisit(ctx, itemId, chinaDate(ctx.now()));

/**
 * The guide to an item or a bundle, in the order people ask: can I, what do I need, how long, how much, where, apply.
 *
 * An item that can be applied for here is told from the version in use, so that guide and application never differ.
 *
 * @throws service-items.notFound
 * @source SMX1-596, SMX1-581
 */
export async function getGuide(ctx: Context, id: string): Promise<Guide> {
  const item = await findItem(ctx, id);
  return item?.listed ? guideOfItem(ctx, item) : guideOfBundle(ctx, id);
}

/** The guide of one item, listed or not. */
export async function guideOfItem(ctx: Context, item: ItemRecord): Promise<Guide> {
  const published = await currentVersion(ctx, item.id);
  const bureau = await bureauOf(ctx, item.unit_id);
  return {
    id: item.id,
    name: item.name,
    code: item.base_code,
    kind: 'item',
    ...bureau,
    online: published !== null,
    offlineAdvice: published ? null : '此事项暂不能在本网站申请，请按指南准备材料，到下列单位的窗口办理，或先拨打 12345 咨询。',
    ...(published ? guideOfVersion(published) : guideOfEntry(item.guide, item.limits)),
    places: await placesOf(ctx, item.id),
    bundles: await bundlesNamed(ctx, item.bundles),
    members: [],
    updatedOn: chinaDate(item.changed_at),
  };
}

const empty: GuideContent = {
  basis: 'memory', conditions: [], notNeeded: [], situations: [], materials: [], statutory: null, promised: '按各事项时限办理', pauses: [], fee: '按各事项的收费规定', steps: [],
  result: null, legalBasis: [], rejections: [], remedies: null, afterwards: [], notices: [],
};

async function guideOfBundle(ctx: Context, id: string): Promise<Guide> {
  const bundle = await findBundle(ctx, id);
  if (!bundle) throw serviceItemErrors.notFound({ id });
  const members = await summariesOf(ctx, bundle.members);
  return {
    ...empty,
    id: bundle.id,
    name: bundle.name,
    code: '',
    kind: 'bundle',
    ...(await bureauOf(ctx, bundle.unit_id)),
    online: false,
    offlineAdvice: '“一件事”的联合申请正在建设，请先分别办理下列事项。',
    places: [],
    bundles: [],
    members,
    legalBasis: [{ title: bundle.batch, note: null, basis: bundle.basis === 'source' ? 'source' : 'memory' }],
    updatedOn: chinaDate(bundle.changed_at),
  };
}

async function bureauOf(ctx: Context, unitId: string): Promise<{ bureauName: string; divisionName: string }> {
  const unit = await tables(ctx).selectFrom('v_unit').select(['name', 'division_name']).where('id', '=', unitId).executeTakeFirst();
  return { bureauName: unit?.name ?? '', divisionName: unit?.division_name ?? '' };
}

const bundlesNamed = async (ctx: Context, ids: readonly string[]) =>
  ids.length === 0 ? [] : tables(ctx).selectFrom('item_bundle').select(['id', 'name']).where('id', 'in', [...ids]).where('listed', '=', true).orderBy('name').execute();

const asKnown = '地址以单位公布为准';

async function placesOf(ctx: Context, itemId: string): Promise<Guide['places']> {
  const rows = await tables(ctx)
    .selectFrom('item_implementation')
    .innerJoin('v_unit', 'v_unit.id', 'item_implementation.unit_id')
    .select(['item_implementation.division_code', 'v_unit.name', 'v_unit.division_name', 'place', 'hours', 'phone'])
    .where('item_id', '=', itemId)
    .orderBy('item_implementation.level')
    .orderBy('item_implementation.division_code')
    .execute();
  return rows.map((row) => ({ divisionCode: row.division_code, name: row.name, address: row.place ?? `${row.division_name}，${asKnown}`, hours: row.hours ?? '工作日', phone: row.phone ?? '12345' }));
}

const popularShown = 12;

/** Themes by whom they concern, bureaus and divisions with how many items they have, bundles, and what is visited most. */
export async function listThemes(ctx: Context): Promise<Themes> {
  const bureaus = await tables(ctx)
    .selectFrom('service_item')
    .innerJoin('v_unit', 'v_unit.id', 'service_item.unit_id')
    .select((eb) => ['v_unit.id as code', 'v_unit.name', eb.fn.countAll<number>().as('count')])
    .where('listed', '=', true)
    .groupBy(['v_unit.id', 'v_unit.name'])
    .orderBy('count', 'desc')
    .orderBy('v_unit.id')
    .execute();
  const divisions = await tables(ctx)
    .selectFrom('item_implementation')
    .innerJoin('v_unit', 'v_unit.id', 'item_implementation.unit_id')
    .select(['item_implementation.division_code as code', 'v_unit.division_name as name'])
    .distinct()
    .orderBy('code')
    .execute();
  const popular = await tables(ctx).selectFrom('service_item').select(['id', 'name']).where('listed', '=', true).orderBy('popularity', 'desc').orderBy(sql`slug is null`).orderBy('id').limit(popularShown).execute();
  return {
    person: await themesOf(ctx, 'person', 'life-event'),
    organisation: await themesOf(ctx, 'organisation', 'company-cycle'),
    bureaus: bureaus.map((row) => ({ ...row, count: Number(row.count) })),
    bundles: await tables(ctx).selectFrom('item_bundle').select(['id', 'name']).where('listed', '=', true).orderBy('name').execute(),
    divisions,
    popular: popular.map((row) => ({ ...row, kind: 'item' as const })),
  };
}

async function themesOf(ctx: Context, audience: Audience, dictionary: string): Promise<Themes['person']> {
  const labels = await labelsOf(ctx, dictionary);
  const { rows } = await sql<{ code: string; count: number }>`
    select theme as code, count(*)::integer as count from service_item, unnest(themes) as theme
    where listed and ${audience} = any(audience) group by theme`.execute(tables(ctx));
  const counts = new Map(rows.map(({ code, count }) => [code, count]));
  return [...labels].flatMap(([code, name]) => (counts.has(code) ? [{ code, name, count: counts.get(code) ?? 0 }] : []));
}
