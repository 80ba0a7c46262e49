import AxeBuilder from '@axe-core/playwright';
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { build } from 'vite';
import { servePortal, type PortalServer } from './portal-server.ts';

const root = path.join(import.meta.dirname, '../..');
const built = path.join(root, 'dist/web/portal');
const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const phone = { width: 360, height: 740 };

let browser: Browser;
let portal: PortalServer;
let context: BrowserContext | undefined;
let page: Page;
/** What the page complained about by itself. */
let complaints: string[] = [];


/** Opens a fresh browser on a fresh portal. */
async function visit(place: string, { signedIn = false, modes = [] as string[], viewport = phone } = {}): Promise<void> {
  portal.signedIn = signedIn;
  context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
  page = await context.newPage();
  page.setDefaultTimeout(8000);
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.addInitScript((on: string[]) => on.forEach((mode) => localStorage.setItem(`yiwang.${mode}`, '1')), modes);
  await page.goto(portal.url + place);
  await settled();
}

const text = (selector: string): Promise<string> => page.locator(selector).first().innerText();
const focused = (): Promise<string> => page.evaluate(() => document.activeElement?.id ?? '');

const publicPages = ['/', '/search?text=食品', '/search?text=没有这件事', '/items/item0', '/sign-in', '/progress', '/verify/good', '/verify/unknown', '/help', '/kit', '/nowhere'];
const myPages = [
  '/my', '/my/cases', '/my/cases/case1', '/my/cases/case2/supplement', '/my/cases/case3', '/my/cases/case3/rating', '/my/cases/case1/submitted', '/my/drafts', '/my/licences', '/my/reads', '/my/notices', '/my/account',
  '/items/item0/start', '/apply/draft1/situation', '/apply/draft1/form', '/apply/draft1/form/peoplePage', '/apply/draft1/materials', '/apply/draft1/check',
];
/** Whether the page has all it asked for; the showcase keeps one skeleton to look at. */
const settled = (): Promise<unknown> => page.waitForFunction(() => document.querySelector('main h1') && document.querySelectorAll('.skeleton').length <= (location.pathname === '/kit' ? 1 : 0));

const setModes = (on: readonly string[]): Promise<void> =>
  page.evaluate((modes) => ['elder', 'contrast'].forEach((mode) => document.documentElement.toggleAttribute(`data-${mode}`, modes.includes(mode))), on);

const axeFindings = async (place: string, rules?: string[]): Promise<string[]> => {
  const axe = new AxeBuilder({ page });
  const { violations } = await (rules ? axe.withRules(rules) : axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'])).analyze();
  return violations.map(({ id, nodes }) => `${place} ${id}: ${nodes[0]?.html.slice(0, 200)}`);
};

const sidewaysBy = async (place: string): Promise<string[]> => {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  return over > 0 ? [`${place} scrolls sideways by ${over} px`] : [];
};

// One room for all: hooks outside of it would run for every other file of the same process.
describe('the portal', () => {
  before(async () => {
    await build({ configFile: path.join(root, 'vite.config.ts'), mode: 'portal', logLevel: 'error' });
    browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: flags });
  });
  after(() => browser.close());
  beforeEach(async () => {
    portal = await servePortal();
    complaints = [];
  });
  afterEach(async () => {
    await context?.close();
    await portal.close();
  });

  describe('every page of the portal', () => {
    for (const [whose, places] of [['open to all', publicPages], ['of the personal centre and of applying', myPages]] as const) {
      it(`${whose} is free of axe findings and sideways scrolling at 360 px, in the usual look, 长者模式 and high contrast`, async () => {
        await visit('/help', { signedIn: places === myPages });
        const found: string[] = [];
        for (const place of places) {
          await page.goto(portal.url + place);
          await settled();
          found.push(...(await axeFindings(place)), ...(await sidewaysBy(place)));
          await setModes(['elder']);
          found.push(...(await sidewaysBy(`${place} 长者模式`)), ...(await axeFindings(`${place} 长者模式`, ['color-contrast', 'target-size'])));
          await setModes(['elder', 'contrast']);
          found.push(...(await axeFindings(`${place} 高对比`, ['color-contrast'])));
        }
        assert.deepEqual([...found, ...complaints], []);
      });
    }

    it('gives every control at least 44 px, and 56 px in 长者模式', async () => {
      for (const [modes, least] of [[[], 44], [['elder'], 56]] as const) {
        await visit('/', { modes: [...modes] });
        for (const place of ['/', '/sign-in', '/kit', '/my/cases/case1']) {
          portal.signedIn = place.startsWith('/my');
          await page.goto(portal.url + place);
          await settled();
          const small = await page.evaluate((size) => [...document.querySelectorAll('button, select, summary, input:not([type=radio]):not([type=checkbox]):not([type=file]), .choice, a.button, .strip a, .footer a, nav a')]
            .filter((each) => each.checkVisibility() && !each.closest('.unseen, .skip') && !each.classList.contains('skip') && each.getBoundingClientRect().height < size - 0.5)
            .map((each) => `${each.outerHTML.slice(0, 80)} ${each.getBoundingClientRect().height}`), least);
          assert.deepEqual(small, [], place);
        }
        if (least === 44) await context?.close();
      }
    });
  });

  describe('the first page', () => {
    it('needs at most 60 KB of script, compressed', async () => {
      await visit('/');
      const scripts = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname).filter((name) => name.endsWith('.js')));
      const size = [...new Set(scripts)].reduce((sum, name) => sum + gzipSync(readFileSync(path.join(built, name))).length, 0);
      assert.ok(scripts.length > 0);
      assert.ok(size <= 60 * 1024, `${size} bytes of script`);
    });

    it('suggests items while typing and opens the one chosen by keyboard', async () => {
      await visit('/');
      await page.getByRole('combobox', { name: '搜索事项' }).fill('食品');
      await page.getByRole('option').first().waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: '食品经营许可（新办）' }).waitFor();
    });

    it('switches 长者模式 in one press, remembers it and keeps a way to a person in sight', async () => {
      await visit('/');
      await page.getByRole('button', { name: '长者模式' }).click();
      assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize), '20px');
      await page.reload({ waitUntil: 'networkidle' });
      assert.equal(await page.getByRole('button', { name: '长者模式' }).getAttribute('aria-pressed'), 'true');
      assert.ok(await page.getByRole('link', { name: '帮我办', exact: true }).isVisible());
    });

    it('takes the keyboard past the header by its first link', async () => {
      await visit('/');
      await page.keyboard.press('Tab');
      assert.equal(await page.evaluate(() => document.activeElement?.textContent), '跳到主要内容');
    });
  });

  describe('moving between pages', () => {
    it('keeps links real, moves the focus to the new heading and comes back by the browser', async () => {
      await visit('/search?text=食品');
      await page.getByRole('link', { name: '食品经营许可（新办）' }).click();
      await page.getByRole('heading', { level: 1, name: '食品经营许可（新办）' }).waitFor();
      await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
      assert.match(await page.title(), /^食品经营许可（新办） - 三门峡政务服务网$/);
      await page.goBack();
      await page.getByRole('heading', { level: 1, name: '“食品”的搜索结果' }).waitFor();
    });

    it('tells what to do where there is nothing: no page, no result, no sign-in', async () => {
      await visit('/nowhere');
      assert.equal(await text('h1'), '没有这个页面');
      await page.goto(`${portal.url}/search?text=没有这件事`);
      await settled();
      assert.match(await text('main'), /换个说法试试/);
      await page.goto(`${portal.url}/my/cases`);
      await settled();
      await page.getByText('请先登录').waitFor();
      assert.equal(await page.getByRole('main').getByRole('link', { name: '登录' }).getAttribute('href'), '/sign-in?next=%2Fmy%2Fcases');
    });

    it('shows a refusal of the server with its number and loads again on demand', async () => {
      await visit('/');
      portal.refuse('/items/item0/guide', 503, { title: '数据库暂时无法连接，请稍后再试', code: 'kernel.databaseAway', incident: 'incident-7' });
      await page.goto(`${portal.url}/items/item0`);
      await page.getByRole('alert').waitFor();
      assert.match(await text('[role=alert]'), /数据库暂时无法连接[\s\S]*incident-7/);
      await page.getByRole('button', { name: '重新加载' }).click();
      await page.getByRole('heading', { name: '我能办吗' }).waitFor();
      complaints = complaints.filter((complaint) => !complaint.includes('503'));
      assert.deepEqual(complaints, []);
    });
  });

  describe('signing in', () => {
    it('says what is wrong beside the field and on top, then leads back to where one came from', async () => {
      await visit('/sign-in?next=%2Fmy%2Fcases');
      await page.getByLabel('手机号').fill('123');
      await page.getByRole('button', { name: '登录' }).last().click();
      assert.match(await text('.error-summary'), /手机号应为 11 位数字/);
      await page.getByRole('link', { name: '手机号应为 11 位数字，请核对' }).click();
      assert.equal(await focused(), 'phone');
      await page.getByLabel('手机号').fill('199 0001 0001');
      await page.getByRole('button', { name: '获取验证码' }).click();
      await page.getByLabel('短信验证码').fill('１２３456');
      await page.getByRole('main').getByRole('button', { name: '登录' }).last().click();
      await page.waitForURL('**/my/cases');
      assert.deepEqual(portal.sent.map(({ what, body }) => [what, body]), [['POST /session/codes', { phone: '19900010001' }], ['POST /session/citizen', { phone: '19900010001', code: '123456' }]]);
    });

    it('does not lead away to another site', async () => {
      await visit('/sign-in?next=%2F%2Fevil.example');
      await page.getByRole('tab', { name: '密码登录' }).click();
      await page.getByLabel('手机号').fill('19900010001');
      await page.getByLabel('密码', { exact: true }).fill('correct-horse-9');
      await page.getByRole('main').getByRole('button', { name: '登录' }).last().click();
      await page.waitForURL(`${portal.url}/my`);
    });
  });

  describe('applying', () => {
    it('begins in the name and at the place that were chosen', async () => {
      await visit('/items/item0', { signedIn: true });
      await page.getByRole('link', { name: '在线办理' }).click();
      await page.getByRole('button', { name: '开始填写' }).click();
      assert.deepEqual(await page.locator('.error-summary li').allInnerTexts(), ['请选择以谁的名义申请', '请选择在哪里办理']);
      await page.getByLabel('三门峡市示例餐饮有限公司').check();
      await page.getByLabel('湖滨区政务服务中心').check();
      await page.getByRole('button', { name: '开始填写' }).click();
      await page.waitForURL('**/apply/draft1');
      assert.deepEqual(portal.sent, [{ what: 'POST /drafts', body: { itemId: 'item0', divisionCode: '411202', onBehalfOf: 'org1' } }]);
    });

    it('asks one question a page, fills what is known, checks, and sends, by keyboard alone', async () => {
      await visit('/apply/draft1', { signedIn: true });
      assert.equal(await text('fieldset legend'), '您要经营哪一类？');
      await page.keyboard.press('Enter');
      await page.getByLabel('食品销售').focus();
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => document.activeElement?.classList.contains('error-summary'));
      assert.equal(await text('.error-summary li'), '请选择您要经营哪一类？');
      await page.getByLabel('食品销售').focus();
      await page.keyboard.press('Space');
      await page.keyboard.press('Enter');
      await page.getByText('经营场所与营业执照上的住所一致吗？').first().waitFor();
      await page.getByLabel('是', { exact: true }).focus();
      await page.keyboard.press('Space');
      await page.keyboard.press('Enter');
      await page.waitForURL('**/apply/draft1/form');
      await page.getByText('『市场监管登记信息』').first().waitFor();
      assert.deepEqual(portal.sent.at(-1)?.body['answers'], { situationForm: 'sales', sameResidence: true });
    });

    it('keeps what is typed a moment later, with the revision the save before has made', async () => {
      await visit('/apply/draft1/form', { signedIn: true });
      const first = page.waitForRequest((request) => request.method() === 'PUT');
      await page.getByLabel('负责人身份证号码').fill('11010119900307');
      await first;
      await page.getByText('已自动保存').waitFor();
      const second = page.waitForRequest((request) => request.method() === 'PUT');
      await page.getByLabel('负责人身份证号码').fill('110101199003078');
      await second;
      await page.getByText('已自动保存').waitFor();
      assert.deepEqual(portal.sent.map(({ body }) => body), [
        { revision: 1, versionId: 'v1', answers: { legalRepIdNumber: '11010119900307' } },
        { revision: 2, versionId: 'v1', answers: { legalRepIdNumber: '110101199003078' } },
      ]);
    });

    it('lists what is wrong on top in the words beside the fields and leads to each', async () => {
      await visit('/apply/draft1/form/peoplePage', { signedIn: true });
      await page.getByRole('button', { name: '下一步' }).click();
      const listed = await page.locator('.error-summary li').allInnerTexts();
      assert.deepEqual(listed, ['请填写设备清单，至少 1 行', '请填写从业人员数', '请填写持健康证明人数', '请填写食品安全管理员']);
      assert.deepEqual((await page.locator('.field .problem').allInnerTexts()).map((words) => words.replace('错误：', '').trim()), listed);
      await page.waitForFunction(() => document.activeElement?.classList.contains('error-summary'));
      await page.getByRole('link', { name: '请填写从业人员数' }).click();
      assert.equal(await focused(), 'field-staffCount');
    });

    it('adds and removes rows of a sub-table and works out what depends on them', async () => {
      await visit('/apply/draft1/form/peoplePage', { signedIn: true });
      await page.getByRole('button', { name: '添加一行设备清单' }).click();
      await page.getByRole('group', { name: '设备清单第 1 行' }).getByLabel('名称').fill('冷藏柜');
      await page.getByLabel('数量（台）').fill('2');
      await page.getByLabel('单价（元）').fill('1,500');
      await page.getByLabel('最低温度（摄氏度）').waitFor();
      assert.match(await text('main'), /设备总金额\s*3,000\.00 元/);
      await page.getByRole('button', { name: '添加一行' }).click();
      await page.waitForFunction(() => document.activeElement?.id === 'field-devices[1].name');
      await page.getByRole('button', { name: '删除第 2 行' }).click();
      await page.getByRole('group', { name: '设备清单第 2 行' }).waitFor({ state: 'detached' });
    });

    it('says that the draft was changed elsewhere instead of overwriting it', async () => {
      await visit('/apply/draft1/form', { signedIn: true });
      await page.request.put(`${portal.url}/api/drafts/draft1`, { data: { revision: 1, answers: { legalRepIdNumber: '110101199003078' } } });
      await page.getByLabel('负责人身份证号码').fill('1');
      await page.getByText('这份草稿刚在另一个窗口或设备上修改过').waitFor();
      await page.getByRole('button', { name: '载入最新内容' }).click();
      await page.getByText('这份草稿刚在另一个窗口或设备上修改过').waitFor({ state: 'detached' });
      assert.equal(await page.getByLabel('负责人身份证号码').inputValue(), '110101199003078');
    });

    it('takes licences from the wallet, explains what is not needed, and uploads the rest', async () => {
      await visit('/apply/draft1/materials', { signedIn: true });
      assert.match(await text('main'), /已从证照库取得/);
      await page.getByText('这些材料您不用交（1 份）').click();
      assert.match(await text('details'), /您选择了经营场所与住所一致，不用交/);
      await page.getByRole('button', { name: '继续' }).click();
      assert.equal(await text('.error-summary li'), '请上传经营布局图');
      await page.getByLabel('选择文件：上传经营布局图').setInputFiles({ name: '布局图.exe', mimeType: 'application/x', buffer: Buffer.from('x') });
      await page.getByText('类型不符，请上传 PDF、JPG、PNG 文件').waitFor();
      await page.getByLabel('选择文件：上传经营布局图').setInputFiles({ name: '布局图.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 test') });
      await page.getByRole('button', { name: '删除布局图.pdf' }).waitFor();
      assert.deepEqual(portal.sent.map(({ what }) => what), ['PUT /files', 'POST /drafts/draft1/materials']);
    });

    it('does not send what is not finished or not declared', async () => {
      await visit('/apply/draft1/check', { signedIn: true });
      await page.getByRole('button', { name: '提交申请' }).click();
      assert.equal(await text('.error-summary li'), '请先阅读并勾选声明');
      await page.getByRole('checkbox').check();
      await page.getByRole('button', { name: '提交申请' }).click();
      assert.match(await text('.notice.urgent'), /缺少材料：经营布局图/);
      assert.deepEqual(portal.sent, []);
    });
  });

  describe('my cases', () => {
    it('hands in everything that was asked for in one go', async () => {
      await visit('/my/cases/case2/supplement', { signedIn: true });
      await page.getByRole('button', { name: '提交补正' }).click();
      assert.deepEqual(await page.locator('.error-summary li').allInnerTexts(), ['请填写联系电话', '请上传经营布局图']);
      await page.getByLabel('联系电话').fill('0398 1234567');
      await page.getByLabel('选择文件：经营布局图').setInputFiles({ name: '布局图.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 test') });
      await page.getByRole('button', { name: '删除布局图.pdf' }).waitFor();
      await page.getByRole('button', { name: '提交补正' }).click();
      await page.waitForURL('**/my/cases/case2');
      assert.deepEqual(portal.sent.at(-1), { what: 'POST /my/cases/case2/supplement', body: { fields: { contactPhone: '0398 1234567' }, materials: [{ key: 'layout', fileId: 'file1' }] } });
    });

    it('withdraws only after saying what is lost and asking why', async () => {
      await visit('/my/cases/case1', { signedIn: true });
      await page.getByRole('button', { name: '撤回申请' }).click();
      const question = page.getByRole('dialog', { name: '撤回这次申请？' });
      await question.getByRole('button', { name: '撤回申请' }).click();
      assert.match(await question.innerText(), /请填写撤回原因/);
      await page.keyboard.press('Escape');
      assert.deepEqual(portal.sent, []);
      await page.getByRole('button', { name: '撤回申请' }).click();
      await question.getByLabel('撤回原因').fill('经营地址有变');
      await question.getByRole('button', { name: '撤回申请' }).click();
      await question.waitFor({ state: 'detached' });
      assert.deepEqual(portal.sent, [{ what: 'POST /my/cases/case1/withdraw', body: { reason: '经营地址有变' } }]);
    });

    it('tells the progress to who knows number and the end of the identity number', async () => {
      await visit('/progress');
      await page.getByLabel('办件编号').fill('411201-20261118-000123');
      await page.getByLabel('证件号码后四位').fill('123x');
      await page.getByRole('button', { name: '查询' }).click();
      await page.getByText('已受理，正在办理').waitFor();
    });
  });

  describe('the form of the showcase', () => {
    it('goes from page to page and shows the answers at the end', async () => {
      await visit('/kit', { viewport: { width: 1440, height: 900 } });
      await page.getByLabel('经营面积').fill('80');
      await page.getByLabel('开业日期').fill('2026年9月1日');
      await page.getByRole('button', { name: '下一步' }).click();
      await page.getByLabel('食品销售').check();
      await page.getByLabel('热食类').check();
      await page.getByLabel('以上都没有').check();
      assert.equal(await page.getByLabel('热食类').isChecked(), false);
      await page.getByRole('group', { name: '是否网络经营' }).getByLabel('否').check();
      await page.getByLabel('主体类型').selectOption('company');
      await page.getByLabel('经营场所：县（市、区）').selectOption('411202');
      await page.getByLabel('经营场所：乡镇（街道）').selectOption('411202001');
      await page.getByLabel('经营场所：详细地址').fill('示例路 2 号');
      await page.getByRole('button', { name: '下一步' }).click();
      await page.getByRole('checkbox').check();
      await page.getByLabel('不便手写时，在此键入姓名').fill('李示例');
      await page.getByRole('button', { name: '保存签名' }).click();
      await page.getByText('已签名').waitFor();
      await page.getByRole('button', { name: '完成' }).click();
      await page.getByText('湖滨区湖滨街道示例路 2 号').waitFor();
      assert.match(await text('main'), /开业日期\s*2026 年 9 月 1 日/);
      assert.deepEqual(complaints, []);
    });
  });

  describe('the built portal', () => {
    it('fetches each page on its own', () => {
      const scripts = readdirSync(path.join(built, 'assets')).filter((name) => name.endsWith('.js'));
      for (const name of ['Home', 'Guide', 'ApplyPage', 'MyCase']) assert.ok(scripts.some((script) => script.startsWith(`${name}-`)), name);
    });
  });
});
