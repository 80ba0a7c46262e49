import { AxeBuilder } from '@axe-core/playwright';
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { build } from 'vite';
import { fakeApi, type FakeApi } from './fake-api.ts';
import { serve, type Site } from './serve.ts';

const root = path.join(import.meta.dirname, '../..');
const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** Largest first page of the office: everything the browser fetches, packed. */
const budget = 450 * 1024;

describe('the staff office', { timeout: 120_000 }, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'yiwang-staff-'));
  let browser: Browser;
  let api: FakeApi;
  let site: Site;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];

  before(async () => {
    await build({ configFile: path.join(root, 'vite.config.ts'), mode: 'staff', logLevel: 'silent', build: { outDir: folder, emptyOutDir: true } });
    browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: flags });
  });
  after(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    api = fakeApi();
    site = await serve(folder, '/staff/', api);
    context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN', reducedMotion: 'reduce' });
    page = await context.newPage();
    page.setDefaultTimeout(10_000);
    complaints = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (line) => {
      if (line.type() === 'error' && !line.text().startsWith('Failed to load resource')) complaints.push(line.text());
    });
  });
  afterEach(async () => {
    await context.close();
    await site.close();
    assert.deepEqual(complaints, []);
  });

  const open = async (place: string, ready: string): Promise<void> => {
    await page.goto(site.address + place);
    await page.getByRole('heading', { level: 1, name: ready }).waitFor();
  };
  const rowNames = (): Promise<string[]> => page.locator('[data-row-link]').allTextContents();
  const search = (): string => decodeURIComponent(new URL(page.url()).search);

  describe('signing in', () => {
    it('asks for the one-time code when the server does, and enters', async () => {
      await site.close();
      api = fakeApi(false);
      site = await serve(folder, '/staff/', api);
      await page.goto(`${site.address}units`);
      await page.getByLabel('登录名').fill('li.guanli');
      await page.getByLabel('口令', { exact: true }).fill('wrong');
      await page.getByRole('button', { name: '登录' }).click();
      await page.getByRole('alert').getByText('还可以试 4 次').waitFor();
      await page.getByLabel('口令', { exact: true }).fill('correct horse');
      await page.getByRole('button', { name: '登录' }).click();
      await page.getByLabel('动态口令').fill('123456');
      await page.getByRole('button', { name: '登录' }).click();
      await page.getByRole('heading', { name: '组织机构', level: 1 }).waitFor();
    });

    it('lets an officer whose session has ended sign in again without losing what she typed', async () => {
      await open('units/new', '新设单位');
      await page.getByLabel('全称').fill('三门峡市数据局');
      await page.getByLabel('简称').fill('市数据局');
      await page.getByLabel('所在区划').click();
      await page.getByTitle('湖滨区').click();
      await page.getByLabel('统一社会信用代码').fill('11411200005672009G');
      api.refuse.set('POST /units', { status: 401, body: { title: '请先登录', code: 'kernel.notSignedIn', incident: 'i-1' } });
      await page.getByRole('button', { name: '设立单位' }).click();
      const again = page.getByRole('dialog', { name: '登录已失效，请重新登录' });
      await again.getByLabel('登录名').fill('li.guanli');
      await again.getByLabel('口令', { exact: true }).fill('correct horse');
      await again.getByRole('button', { name: '登录' }).click();
      await again.getByLabel('动态口令').fill('123456');
      await again.getByRole('button', { name: '登录' }).click();
      await again.waitFor({ state: 'hidden' });
      assert.equal(await page.getByLabel('全称').inputValue(), '三门峡市数据局');
      api.refuse.clear();
      await page.getByRole('button', { name: '设立单位' }).click();
      await page.getByRole('heading', { level: 1, name: '三门峡市发展和改革委员会' }).waitFor();
      assert.equal(api.calls.at(-1)?.body['divisionCode'], '411202');
    });
  });

  describe('the shell', () => {
    it('shows what the officer may open, and says in Chinese what she may not', async () => {
      api.session = { ...api.session, permissions: [] };
      await page.goto(`${site.address}units`);
      await page.getByText('您没有“组织机构”的权限').waitFor();
      assert.equal(await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '组织机构' }).count(), 0);
    });

    it('has a page for addresses that lead nowhere', async () => {
      await page.goto(`${site.address}nowhere/at/all`);
      await page.getByText('没有这个页面').first().waitFor();
    });

    it('names the page in the window and in the breadcrumb', async () => {
      await open('units/unit-1', '三门峡市发展和改革委员会');
      assert.equal(await page.title(), '三门峡市发展和改革委员会 - 三门峡市政务服务办公平台');
      assert.deepEqual(await page.getByRole('navigation', { name: '当前位置' }).getByRole('listitem').allTextContents(), ['首页', '平台管理', '组织机构', '三门峡市发展和改革委员会']);
    });

    it('says that the network is away, and recovers', async () => {
      await open('units', '组织机构');
      await page.locator('[data-row-link]').first().waitFor();
      site.dead = true;
      await page.getByRole('button', { name: '刷新' }).click();
      await page.getByText('网络不通，页面上的内容可能不是最新的').waitFor();
      site.dead = false;
      await page.getByRole('button', { name: '重新连接' }).click();
      await page.locator('[data-row-link]').first().waitFor();
      await page.locator('.connection-bar').waitFor({ state: 'hidden' });
    });
  });

  describe('ListPage', () => {
    it('keeps its conditions in the address, so that they survive a reload', async () => {
      await open('units', '组织机构');
      await page.getByLabel('名称或信用代码').fill('教育');
      await page.waitForURL(/text=/);
      await page.getByLabel('类别').click();
      await page.getByTitle('内设科室').click();
      await page.waitForURL(/kind=department/);
      await page.reload();
      await page.getByText('共 2 条').waitFor();
      assert.deepEqual(await rowNames(), ['教育局办公室', '教育局行政审批科']);
      assert.equal(await page.getByLabel('名称或信用代码').inputValue(), '教育');
      await page.getByRole('button', { name: '清除条件' }).click();
      await page.getByText('共 72 条').waitFor();
      assert.equal(search(), '');
    });

    it('turns pages forth and back, and goes back to the first when the way is not known', async () => {
      await open('units', '组织机构');
      await page.locator('[data-row-link]').first().waitFor();
      const first = await rowNames();
      await page.getByRole('button', { name: '下一页' }).click();
      await page.getByText('第 2 页').waitFor();
      await page.getByRole('button', { name: '下一页' }).click();
      await page.getByText('第 3 页').waitFor();
      await page.reload();
      await page.getByText('第 3 页').waitFor();
      await page.getByRole('button', { name: '上一页' }).click();
      await page.getByText('第 2 页').waitFor();
      await page.getByRole('button', { name: '上一页' }).click();
      await page.getByRole('button', { name: '上一页' }).and(page.locator(':disabled')).waitFor();
      assert.deepEqual(await rowNames(), first);
      const colleague = await context.newPage();
      await colleague.goto(`${site.address}units?after=20`);
      await colleague.getByRole('button', { name: '回到第一页' }).click();
      await colleague.getByText(first[0]!, { exact: true }).first().waitFor();
    });

    it('sorts by a click on the head and says so', async () => {
      await open('units', '组织机构');
      await page.getByRole('button', { name: '全称' }).click();
      await page.waitForURL(/sort=name/);
      await page.locator('th[aria-sort="ascending"]').waitFor();
      await page.getByRole('button', { name: '全称' }).click();
      await page.waitForURL(/sort=-name/);
      await page.locator('th[aria-sort="descending"]').waitFor();
    });

    it('is worked by keyboard alone', async () => {
      await open('units', '组织机构');
      await page.locator('[data-row-link]').first().waitFor();
      const names = await rowNames();
      await page.keyboard.press('j');
      await page.keyboard.press('j');
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('k');
      assert.equal(await page.locator(':focus').textContent(), names[1]);
      await page.keyboard.press('/');
      assert.equal(await page.locator(':focus').getAttribute('aria-label'), '名称或信用代码');
      await page.keyboard.type('j');
      assert.equal(await page.locator(':focus').inputValue(), 'j');
      await page.goBack().catch(() => null);
      await open('units', '组织机构');
      await page.locator('[data-row-link]').first().waitFor();
      await page.keyboard.press('j');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: names[0]! }).waitFor();
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: '快捷键' }).waitFor();
    });

    it('shows a refusal with its number and tries again', async () => {
      api.refuse.set('GET /units', { status: 500, body: { title: '系统暂时出错，请稍后再试', code: 'kernel.unexpected', incident: 'i-42' } });
      await open('units', '组织机构');
      await page.getByText('求助时请提供编号：i-42').waitFor();
      api.refuse.clear();
      await page.getByRole('button', { name: '重新加载' }).click();
      await page.locator('[data-row-link]').first().waitFor();
    });

    it('says what to do when nothing fits', async () => {
      await open('units?text=没有的单位', '组织机构');
      await page.getByText('没有符合条件的记录').waitFor();
    });

    it('remembers columns and named views', async () => {
      await open('units?status=closed', '组织机构');
      await page.getByRole('button', { name: '列和行距' }).click();
      await page.getByLabel('简称').uncheck();
      await page.getByRole('columnheader', { name: '简称' }).waitFor({ state: 'hidden' });
      await page.getByRole('button', { name: '视图', exact: true }).click();
      await page.getByLabel('新视图的名称').fill('已撤销的');
      await page.keyboard.press('Enter');
      await open('units', '组织机构');
      assert.equal(await page.getByRole('columnheader', { name: '简称' }).count(), 0);
      await page.getByRole('button', { name: '视图', exact: true }).click();
      await page.getByRole('button', { name: '已撤销的', exact: true }).click();
      await page.waitForURL(/status=closed/);
    });

    it('exports all that is shown, page by page, for Excel', async () => {
      await open('units?kind=bureau', '组织机构');
      await page.locator('[data-row-link]').first().waitFor();
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: '导出' }).click();
      const saved = await (await download).path();
      const text = readFileSync(saved, 'utf8');
      assert.match((await download).suggestedFilename(), /^组织机构 \d{4}-\d\d-\d\d\.csv$/);
      assert.equal(text.charCodeAt(0), 0xfeff);
      assert.equal(text.trim().split('\r\n').length, 25);
      assert.match(text, /"三门峡市发展和改革委员会","市发展和改革委","委办局"/);
      await page.getByText('已导出 24 条').waitFor();
    });

    it('keeps chosen rows over pages and hands them to the batch', async () => {
      await open('kit/list', '示例列表');
      await page.getByLabel('选择 三门峡市发展和改革委员会').check();
      await page.getByRole('button', { name: '下一页' }).click();
      await page.getByText('第 2 页').waitFor();
      await page.getByLabel('选择本页全部').check();
      await page.getByText('已选 21 条').waitFor();
      await page.getByRole('button', { name: '批量催办' }).click();
      await page.getByText('已催办 21 条').waitFor();
      await page.locator('.batch-bar').waitFor({ state: 'hidden' });
    });
  });

  describe('RecordForm', () => {
    it('names what is missing on top and leads to the field', async () => {
      await open('units/new', '新设单位');
      await page.getByRole('button', { name: '设立单位' }).click();
      await page.getByText('有 4 处需要修改').waitFor();
      await page.getByRole('alert').getByRole('link', { name: '请填写简称' }).click();
      const field = page.getByLabel('简称');
      assert.equal(await page.locator(':focus').getAttribute('id'), await field.getAttribute('id'));
      assert.equal(await field.getAttribute('aria-invalid'), 'true');
      const described = await field.getAttribute('aria-describedby');
      assert.equal(await page.locator(`[id="${described}"]`).textContent(), '请填写简称');
    });

    it('puts the refusal of the server at its field', async () => {
      await open('units/unit-1/rename', '修改“三门峡市发展和改革委员会”的名称');
      await page.getByLabel('全称').fill('三门峡市教育局');
      api.refuse.set('PUT /units', { status: 409, body: { title: '同一上级下已有名为“三门峡市教育局”的单位', code: 'organisations.nameTaken', incident: 'i-2' } });
      await page.getByRole('button', { name: '保存' }).click();
      await page.getByRole('alert').getByText('同一上级下已有名为“三门峡市教育局”的单位').waitFor();
      assert.equal(await page.getByLabel('全称').getAttribute('aria-invalid'), 'true');
    });

    it('asks before unsaved words are left, and keeps them when told to', async () => {
      await open('units/unit-1/rename', '修改“三门峡市发展和改革委员会”的名称');
      await page.getByLabel('简称').fill('发改');
      await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '组织机构' }).click();
      await page.getByRole('button', { name: '留下继续填写' }).click();
      assert.equal(await page.getByLabel('简称').inputValue(), '发改');
      await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '组织机构' }).click();
      await page.getByRole('button', { name: '离开', exact: true }).click();
      await page.getByRole('heading', { level: 1, name: '组织机构' }).waitFor();
    });

    it('brings back what was typed before a reload', async () => {
      await open('units/new', '新设单位');
      await page.getByLabel('全称').fill('三门峡市数据局');
      await page.waitForFunction(() => Object.keys(sessionStorage).some((key) => key.includes('draft.units.new')));
      page.once('dialog', (dialog) => void dialog.accept());
      await page.reload();
      await page.getByText('已恢复上次没有提交的内容').waitFor();
      assert.equal(await page.getByLabel('全称').inputValue(), '三门峡市数据局');
      await page.getByRole('button', { name: '放弃，重新填写' }).click();
      assert.equal(await page.getByLabel('全称').inputValue(), '');
    });

    it('sends a repeated attempt with the same key, so that the work is done once', async () => {
      await open('units/unit-1/rename', '修改“三门峡市发展和改革委员会”的名称');
      await page.getByLabel('简称').fill('发改');
      const keys: string[] = [];
      page.on('request', (request) => {
        if (request.method() === 'PUT') keys.push(request.headers()['idempotency-key'] ?? '');
      });
      site.dead = true;
      await page.getByRole('button', { name: '保存' }).click();
      await page.getByRole('alert').getByText('网络不通，请检查网络后重试').waitFor();
      site.dead = false;
      await page.getByRole('button', { name: '保存' }).click();
      await page.getByRole('heading', { level: 1, name: '三门峡市发展和改革委员会' }).waitFor();
      assert.equal(keys.length, 2);
      assert.equal(keys[0], keys[1]);
      assert.match(keys[0]!, /^[\w-]{36}$/);
    });
  });

  describe('ReasonDialog', () => {
    it('names what is lost, refuses to go without a reason, and sends it', async () => {
      await open('units/unit-1', '三门峡市发展和改革委员会');
      await page.getByRole('button', { name: '撤销单位' }).click();
      const dialog = page.getByRole('dialog', { name: '撤销“三门峡市发展和改革委员会”' });
      await dialog.getByText('不能改回在用').waitFor();
      await dialog.getByRole('button', { name: '撤销单位' }).click();
      await dialog.getByText('请填写理由').waitFor();
      await dialog.getByLabel('理由').fill('机构改革并入市数据局');
      await dialog.getByRole('button', { name: '撤销单位' }).click();
      await dialog.waitFor({ state: 'hidden' });
      assert.deepEqual(api.calls.at(-1)?.body, { reason: '机构改革并入市数据局' });
    });
  });

  describe('FormView', () => {
    it('takes every kind of answer and shows the record masked', async () => {
      await open('kit/form', '表单');
      await page.getByRole('button', { name: '保存' }).click();
      await page.getByText(/有 \d+ 处需要修改/).waitFor();
      await page.getByRole('alert').getByRole('link', { name: '请填写经营面积' }).click();
      await page.keyboard.type('１２０.５');
      await page.getByLabel('住所：县（市、区）').click();
      await page.getByTitle('陕州区').click();
      await page.getByLabel('住所：乡镇（街道）').click();
      await page.getByTitle('大营镇').click();
      await page.getByLabel('住所：详细地址').fill('示例路 1 号');
      await page.getByRole('radiogroup', { name: '主体业态' }).getByLabel('餐饮').check();
      await page.getByRole('radiogroup', { name: '是否网络经营' }).getByLabel('否').check();
      await page.getByLabel('散装食品').check();
      await page.getByRole('button', { name: '添加一行' }).click();
      await page.getByLabel('第 2 行姓名').fill('王示例');
      await page.getByRole('button', { name: '第 2 行上移' }).click();
      await page.getByRole('button', { name: '删除第 2 行' }).click();
      await page.getByRole('combobox', { name: '第 1 行岗位' }).click();
      await page.getByTitle('厨师').click();
      await page.locator('input[type="file"]').first().setInputFiles({ name: '合同.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') });
      await page.getByRole('button', { name: '移除 合同.pdf' }).waitFor();
      await page.getByRole('checkbox', { name: /以上内容真实、完整/ }).first().check();
      await page.getByRole('button', { name: '保存' }).click();
      await page.getByText('已保存，见下方').waitFor();
      const record = page.locator('.form-record');
      await record.getByText('120.5 平方米').waitFor();
      await record.getByText('陕州区大营镇示例路 1 号').waitFor();
      assert.equal(await record.getByText('13800005678').count(), 0);
      await record.getByRole('button', { name: '查看完整手机号' }).click();
      await page.getByRole('dialog').getByLabel('理由').fill('核对联系方式');
      await page.getByRole('dialog').getByRole('button', { name: '查看' }).click();
      await record.getByText('13800005678').waitFor();
    });

    it('refuses a file that is too large or of the wrong kind before it is sent', async () => {
      await open('kit/form', '表单');
      await page.locator('input[type="file"]').first().setInputFiles({ name: '程序.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') });
      await page.getByText('只能上传 pdf、jpg、png 文件').waitFor();
      assert.equal(api.calls.length, 0);
    });
  });

  describe('for everybody', () => {
    const places = [
      ['', '李管理，您好'],
      ['units', '组织机构'],
      ['units/unit-1', '三门峡市发展和改革委员会'],
      ['units/new', '新设单位'],
      ['password', '修改口令'],
      ['kit', '界面组件'],
      ['kit/list', '示例列表'],
      ['kit/form', '表单'],
    ] as const;

    for (const [place, title] of places) {
      it(`has nothing that axe complains of on /${place}, and nothing to scroll sideways on a phone`, async () => {
        await open(place, title);
        await page.waitForLoadState('networkidle');
        const { violations } = await new AxeBuilder({ page }).analyze();
        assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`), []);
        await page.setViewportSize({ width: 360, height: 740 });
        await page.locator('.side').waitFor({ state: 'detached' });
        assert.deepEqual(await page.evaluate(`['html', '.work'].map((each) => document.querySelector(each)).map((each) => each.scrollWidth - each.clientWidth)`), [0, 0]);
      });
    }

    it('has nothing that axe complains of when a form is wrong and a dialog is open', async () => {
      await open('units/new', '新设单位');
      await page.getByRole('button', { name: '设立单位' }).click();
      await page.getByRole('alert').waitFor();
      const form = await new AxeBuilder({ page }).analyze();
      assert.deepEqual(form.violations.map(({ id }) => id), []);
      await page.goto(`${site.address}kit`);
      page.once('dialog', (dialog) => void dialog.accept());
      await page.getByRole('button', { name: '作废证照' }).click();
      await page.getByRole('dialog').waitFor();
      const dialog = await new AxeBuilder({ page }).include('[role="dialog"]').analyze();
      assert.deepEqual(dialog.violations.map(({ id }) => id), []);
    });

    it('fetches a first page within its budget', async () => {
      const files: string[] = [];
      page.on('response', (response) => {
        const { pathname } = new URL(response.url());
        if (/\.(js|css)$/.test(pathname)) files.push(pathname.replace('/staff/', ''));
      });
      await open('units', '组织机构');
      await page.waitForLoadState('networkidle');
      const size = [...new Set(files)].reduce((sum, file) => sum + gzipSync(readFileSync(path.join(folder, file))).length, 0);
      assert.ok(files.length > 2 && size <= budget, `${Math.round(size / 1024)} KB`);
    });

    it('prints a list without its furniture', async () => {
      await open('units?kind=bureau', '组织机构');
      await page.locator('[data-row-link]').first().waitFor();
      await page.emulateMedia({ media: 'print' });
      assert.equal(await page.locator('.list-bar').isVisible(), false);
      assert.equal(await page.getByRole('navigation', { name: '主菜单' }).isVisible(), false);
      assert.equal(await page.getByText('类别：委办局').isVisible(), true);
    });
  });
});
