import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inRollback } from '../../../../kernel/testing/database.ts';
import type { Context } from '../../../../kernel/context.ts';
import { fewFiles, loadCity } from '../testing.ts';
import { sumVisits } from '../store/catalogue.ts';
import { tables } from '../tables.ts';
import { countVisit, getGuide, listThemes } from './guide.ts';
import { currentVersion, getItemImplementation, getVersion } from './published.ts';
import { searchItems, suggestItems } from './search.ts';
import { exportedItems, getItemDetail, listItems } from './staff.ts';
import { tryVersion } from './trial.ts';

const names = async (ctx: Context, filter: Parameters<typeof searchItems>[1]): Promise<string[]> => (await searchItems(ctx, filter)).rows.map((row) => row.name);

describe('the catalogue of the demo city', () => {
  it('is found, filtered, guided to and listed', async (t) => {
    await inRollback({}, async (ctx) => {
      await loadCity(ctx);

      await t.test('search puts the item of that very name first', async () => {
        for (const text of ['食品经营许可', '结婚登记', '烟草专卖零售许可证核发']) assert.equal((await names(ctx, { text }))[0], text);
      });

      await t.test('search understands how people say it', async () => {
        assert.ok((await names(ctx, { text: '开饭店' })).slice(0, 3).includes('食品经营许可'));
        assert.ok((await names(ctx, { text: '开饭店' })).slice(0, 3).some((name) => name.startsWith('开办餐饮店')));
        assert.ok((await names(ctx, { text: '我想开个饭店要办什么手续' })).includes('食品经营许可'));
        assert.ok((await names(ctx, { text: '营业执照' })).slice(0, 6).includes('个体工商户登记'));
        assert.ok((await names(ctx, { text: '办执照' })).slice(0, 3).includes('个体工商户登记'));
        assert.ok((await names(ctx, { text: '身份证' })).slice(0, 2).includes('居民身份证申领、换领、补领'));
        assert.ok((await names(ctx, { text: '身份证丢了' })).includes('居民身份证申领、换领、补领'));
        assert.ok((await names(ctx, { text: '公租房怎么申请' }))[0]?.includes('公租房'));
        assert.ok((await names(ctx, { text: '公积金 租房' }))[0]?.includes('租房提取'));
      });

      await t.test('search finds by any word when no entry holds all, and nothing for nonsense or wildcards', async () => {
        assert.ok((await names(ctx, { text: '食品经营许可 结婚登记' })).length >= 2);
        assert.deepEqual(await names(ctx, { text: '阿巴阿巴' }), []);
        assert.deepEqual(await names(ctx, { text: '%' }), []);
        assert.deepEqual((await names(ctx, { text: "' | '登记' \\ :*", size: 200 })).toSorted(), (await names(ctx, { text: '登记', size: 200 })).toSorted());
      });

      await t.test('search narrows by audience, kind, bureau, theme, division and what is online', async () => {
        const online = await names(ctx, { onlineOnly: true });
        assert.deepEqual(online.toSorted(), ['个体工商户登记', '食品经营许可']);
        assert.ok((await names(ctx, { kind: 'bundle', size: 100 })).length === 46);
        assert.ok(!(await names(ctx, { text: '食品经营许可', audience: 'person' })).includes('食品经营许可'));
        assert.ok((await names(ctx, { text: '食品经营许可', divisionCode: '411202001' })).includes('食品经营许可'));
        assert.ok(!(await names(ctx, { text: '个体工商户登记', divisionCode: '411201' })).includes('个体工商户登记'));
        assert.equal((await names(ctx, { bureauId: 'tobacco-monopoly', size: 50 })).length, 2);
        assert.ok((await names(ctx, { theme: 'P03', text: '个体工商户' })).includes('个体工商户登记'));
      });

      await t.test('pages follow each other without a gap or a repetition', async () => {
        const seen: string[] = [];
        let after: string | undefined;
        do {
          const page = await searchItems(ctx, { text: '登记', size: 7, ...(after === undefined ? {} : { after }) });
          seen.push(...page.rows.map((row) => row.id));
          after = page.next ?? undefined;
        } while (after !== undefined);
        const whole = await searchItems(ctx, { text: '登记', size: 200 });
        assert.deepEqual(seen, whole.rows.map((row) => row.id));
        assert.equal(new Set(seen).size, seen.length);
        assert.ok(seen.length > 20);
      });

      await t.test('suggestions are at most eight, names that begin with the text first', async () => {
        const found = await suggestItems(ctx, '食品');
        assert.equal(found.length, 8);
        assert.ok(found[0]?.name.startsWith('食品'));
        assert.ok((await suggestItems(ctx, '开饭店')).some(({ name }) => name === '食品经营许可'));
      });

      await t.test('the guide of a complete item is told from its version (SMX1-596)', async () => {
        const guide = await getGuide(ctx, 'S012');
        assert.equal(guide.online, true);
        assert.equal(guide.statutory, '10 个工作日');
        assert.equal(guide.promised, '7 个工作日');
        assert.equal(guide.places.length, 10);
        assert.ok(guide.materials.some(({ name, when, need }) => name.startsWith('经营场所使用证明') && need === 'sometimes' && when !== null));
        assert.ok(guide.legalBasis.some(({ basis }) => basis === 'source') && guide.legalBasis.some(({ basis }) => basis === 'memory'));
        assert.ok(guide.situations.some(({ question, options }) => question === '主体业态' && options.length === 3));
        assert.deepEqual(guide.bundles.map(({ id }) => id), ['restaurant-opening']);
      });

      await t.test('the guide of another entry says where to go, and a bundle names its items', async () => {
        const plain = await getGuide(ctx, 'S452');
        assert.deepEqual([plain.online, plain.promised, plain.statutory], [false, '10 个工作日', '20 个工作日']);
        assert.ok(plain.offlineAdvice);
        assert.ok(plain.materials.some(({ name, fromWallet }) => name === '营业执照' && fromWallet));
        const bundle = await getGuide(ctx, 'restaurant-opening');
        assert.equal(bundle.kind, 'bundle');
        assert.ok(bundle.members.some(({ id, online }) => id === 'S012' && online));
        await assert.rejects(getGuide(ctx, 'S999'), { code: 'service-items.notFound' });
      });

      await t.test('themes count what they lead to', async () => {
        const themes = await listThemes(ctx);
        const working = themes.person.find(({ code }) => code === 'P03');
        assert.equal((await searchItems(ctx, { theme: 'P03', audience: 'person' })).total, working?.count);
        assert.equal(themes.bureaus.reduce((sum, { count }) => sum + count, 0), 524);
        assert.equal(themes.divisions.length, 10);
        assert.equal(themes.bundles.length, 46);
        assert.equal(themes.popular.length, 12);
      });

      await t.test('what is looked at often comes first among equals, and looks older than ninety days are forgotten', async () => {
        for (let look = 0; look < 3; look += 1) await countVisit(ctx, 'S300');
        await tables(ctx).insertInto('item_visit').values({ item_id: 'S301', day: '2020-01-01', visits: 99 }).execute();
        await sumVisits(ctx, '2020-06-01');
        const rows = await tables(ctx).selectFrom('service_item').select(['id', 'popularity']).where('id', 'in', ['S300', 'S301']).orderBy('id').execute();
        assert.deepEqual(rows, [{ id: 'S300', popularity: 3 }, { id: 'S301', popularity: 0 }]);
      });

      await t.test('an item is carried out by the county of a street, else by the city', async () => {
        assert.deepEqual((await getItemImplementation(ctx, 'S012', '411282001'))?.unitId, 'market-supervision-411282');
        assert.deepEqual((await getItemImplementation(ctx, 'S453', '411202'))?.unitId, 'tobacco-monopoly');
        assert.equal(await getItemImplementation(ctx, 'S007', '999999'), undefined);
      });

      await t.test('staff see each item with what it still lacks (WD-108), and export the same rows', async () => {
        const page = await listItems(ctx, { bureauId: 'tobacco-monopoly' });
        assert.deepEqual(page.rows.map(({ id, gaps }) => [id, gaps.includes('code')]), [['S452', false], ['S453', true]]);
        assert.equal((await listItems(ctx, { online: true, bureauId: 'market-supervision' })).rows.length, 2);
        assert.ok((await exportedItems(ctx, { gap: 'article' })).every(({ gaps }) => gaps.includes('article')));
        const detail = await getItemDetail(ctx, 'S012');
        assert.equal(detail.units.length, 10);
        assert.deepEqual(detail.versions.map(({ version, status }) => [version, status]), [[1, 'published']]);
      });

      await t.test('a version can be tried out: materials and decisions with their reasons, and nothing is kept (SMX1-593)', async () => {
        const version = await currentVersion(ctx, 'S012');
        const answers = { mainForm: '2', mainFormTag: ['无'], items: ['热食类食品制售'], simpleFood: false, sameAddress: false };
        const trial = await tryVersion(ctx, { id: version?.versionId ?? '', answers, wallet: ['individual-business-licence'], verified: true });
        const needs = new Map(trial.materials.map(({ key, need }) => [key, need]));
        assert.deepEqual([needs.get('premisesProof'), needs.get('bizLicence'), needs.get('canteenContract')], ['required', 'notNeeded', 'notNeeded']);
        assert.match(trial.decisions.find(({ name }) => name === '现场核查')?.text ?? '', /适用第 7 条规则.*餐饮服务须现场核查/);
        assert.ok(trial.problems.some(({ path }) => path === 'area'));
      });

      await t.test('loading the same pack again changes nothing; a changed item becomes the next version, and the old one stays as it was', async () => {
        const first = await currentVersion(ctx, 'S012');
        assert.ok(first);
        await loadCity(ctx, fewFiles());
        assert.equal((await currentVersion(ctx, 'S012'))?.versionId, first.versionId);
        const changed = fewFiles().map((file) => (file.path.endsWith('food-business-licence/item.yaml') ? { ...file, text: file.text.replace('fee: { text: 不收费', 'fee: { text: 免费') } : file));
        await loadCity(ctx, changed);
        const second = await currentVersion(ctx, 'S012');
        assert.deepEqual([second?.version, second?.guide.fee.text], [2, '免费']);
        assert.equal((await getVersion(ctx, first.versionId)).guide.fee.text, '不收费');
        assert.equal((await getGuide(ctx, 'S012')).fee, '免费');
      });

      await t.test('an entry the pack no longer names disappears from the catalogue but not from the records', async () => {
        const without = fewFiles().map((file) => (file.path.endsWith('tobacco-monopoly.yaml') ? { ...file, text: file.text.replace(/ {2}- id: S453[\s\S]*$/, '') } : file));
        await loadCity(ctx, without);
        await assert.rejects(getGuide(ctx, 'S453'), { code: 'service-items.notFound' });
        assert.equal((await getItemDetail(ctx, 'S453')).listed, false);
      });
    });
  });
});
