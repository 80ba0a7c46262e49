import { AxeBuilder } from '@axe-core/playwright';
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { build } from 'vite';
import type { FakeApi } from './fake-api.ts';
import { platformApi } from './platform-answers.ts';
import { serve, type Site } from './serve.ts';

const root = path.join(import.meta.dirname, '../..');
const desk = { width: 1440, height: 900 };
const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

describe('the pages of the platform', { timeout: 120_000 }, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'yiwang-platform-'));
  let browser: Browser;
  let api: FakeApi;
  let site: Site;
  let context: BrowserContext;
  let page: Page;
  const complaints: string[] = [];

  before(async () => {
    await build({ configFile: path.join(root, 'vite.config.ts'), mode: 'staff', logLevel: 'silent', build: { outDir: folder, emptyOutDir: true } });
    // One window for all: what it has fetched it need not fetch and read again.
    site = await serve(folder, '/staff/', { ...platformApi(), answer: (...call) => api.answer(...call) });
    browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: flags });
    context = await browser.newContext({ viewport: desk, locale: 'zh-CN', reducedMotion: 'reduce' });
    page = await context.newPage();
    page.setDefaultTimeout(10_000);
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (line) => {
      if (line.type() === 'error' && !line.text().startsWith('Failed to load resource')) complaints.push(line.text());
    });
  });
  after(async () => {
    await browser?.close();
    await site?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(() => {
    api = platformApi();
  });
  afterEach(() => assert.deepEqual(complaints.splice(0), []));

  const open = async (place: string, ready: string): Promise<void> => {
    await page.goto(site.address + place);
    await page.getByRole('heading', { level: 1, name: ready }).waitFor();
  };
  /** Opens a page, which axe must not complain of and a phone must not scroll sideways. */
  const openChecked = async (place: string, ready: string): Promise<void> => {
    await open(place, ready);
    await page.waitForLoadState('networkidle');
    const { violations } = await new AxeBuilder({ page }).analyze();
    assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`), []);
    await page.setViewportSize({ width: 360, height: 740 });
    await page.locator('.side').waitFor({ state: 'detached' });
    const beyond = await page.evaluate(`['html', '.work'].map((each) => document.querySelector(each)).map((each) => each.scrollWidth - each.clientWidth)`);
    await page.setViewportSize(desk);
    assert.deepEqual(beyond, [0, 0]);
  };
  const sent = (): string => api.calls.map(({ method, path: to }) => `${method} ${to}`).at(-1) ?? '';

  describe('an account', () => {
    it('is found by a unit that is looked up by its name', async () => {
      await openChecked('users', '工作人员');
      await page.getByRole('combobox', { name: '单位及下设' }).fill('教育局行政');
      await page.getByTitle('三门峡市教育局 教育局行政审批科').click();
      await page.waitForURL(/unitId=unit-2-2/);
      await page.getByText('共 1 条').waitFor();
      assert.deepEqual(await page.locator('[data-row-link]').allTextContents(), ['杨桂香']);
    });

    it('shows a number whole only for a reason', async () => {
      await openChecked('users/user-2', '汪秋菊');
      assert.equal(await page.getByText('411299198809010104').count(), 0);
      await page.getByRole('button', { name: '查看完整身份证号' }).click();
      await page.getByLabel('理由').fill('核对身份');
      await page.getByRole('button', { name: '查看', exact: true }).click();
      await page.getByText('411299198809010104').waitFor();
      assert.deepEqual(api.calls.at(-1)?.body, { reason: '核对身份' });
    });

    it('is made with a unit chosen from the list, and keeps nothing in the browser', async () => {
      await openChecked('users/new', '建立账号');
      for (const [label, text] of [['姓名', '汪秋菊'], ['身份证号', '411299198809010104'], ['登录名', 'clerk411202'], ['工号', '100004'], ['手机号', '19900000004'], ['职务', '受理人员']] as const) {
        await page.getByLabel(label).fill(text);
      }
      await page.getByLabel('单位或科室').click();
      await page.getByTitle('三门峡市发展和改革委员会', { exact: true }).click();
      assert.equal(await page.evaluate(`Object.values(sessionStorage).join().includes('411299')`), false);
      await page.getByRole('button', { name: '建立账号' }).click();
      await page.getByRole('heading', { level: 1, name: '汪秋菊' }).waitFor();
      assert.equal(api.calls.at(-1)?.body['unitId'], 'unit-1');
    });

    it('is changed without showing its mobile, which may be taken over for a reason', async () => {
      await openChecked('users/user-2/edit', '修改“汪秋菊”的账号');
      assert.equal(await page.getByLabel('手机号').inputValue(), '');
      await page.getByRole('button', { name: '取原号码' }).click();
      await page.getByLabel('理由').fill('只改职务');
      await page.getByRole('button', { name: '取出', exact: true }).click();
      await page.getByLabel('职务').fill('首席受理人员');
      await page.getByRole('button', { name: '保存' }).click();
      await page.getByRole('heading', { level: 1, name: '汪秋菊' }).waitFor();
      assert.deepEqual(api.calls.at(-1)?.body, { name: '汪秋菊', position: '首席受理人员', unitId: 'unit-1-2', mobile: '19900000004' });
    });

    it('offers the roles the viewer may grant and says why another cannot stand beside the present ones', async () => {
      await open('users/user-2', '汪秋菊');
      await page.getByRole('combobox', { name: '授予角色' }).click();
      await page.getByTitle('决定（不得与“综窗受理”兼任）').and(page.locator('.ant-select-item-option-disabled')).waitFor();
      await page.getByTitle('审查（本单位）').click();
      await page.getByRole('button', { name: '授予', exact: true }).click();
      await page.getByText('已授予').waitFor();
      assert.deepEqual(api.calls.at(-1)?.body, { code: 'reviewer' });
      await page.getByRole('button', { name: '收回综窗受理' }).click();
      await page.getByRole('dialog').getByRole('button', { name: '收回', exact: true }).click();
      await page.getByText('已收回“综窗受理”').waitFor();
      assert.equal(sent(), 'DELETE /users/user-2/roles/windowClerk');
    });

    it('gets a starting password that is shown once', async () => {
      await open('users/user-2', '汪秋菊');
      await page.getByRole('button', { name: '重置口令' }).click();
      await page.getByRole('dialog').getByRole('button', { name: '重置口令' }).click();
      await page.getByText('Kmnp-2345-wxyz').waitFor();
      await page.getByRole('button', { name: '已转告本人，关闭' }).click();
      await page.getByText('Kmnp-2345-wxyz').waitFor({ state: 'detached' });
    });

    it('of one’s own has no way to grant, disable or reset', async () => {
      await open('users/user-1', '李管理');
      await page.getByText('自己的角色由其他管理员授予和收回').waitFor();
      for (const name of ['停用账号', '重置口令', '授予']) assert.equal(await page.getByRole('button', { name, exact: true }).count(), 0, name);
    });
  });

  describe('signing in', () => {
    it('is opened again for a locked officer', async () => {
      await openChecked('locked-users', '锁定与下线');
      await page.getByRole('button', { name: '解除锁定：汪秋菊' }).click();
      await page.getByText('已解除汪秋菊的锁定').waitFor();
      assert.equal(sent(), 'POST /users/user-2/unlock');
    });

    it('refuses two different new passwords at the field, and sends one', async () => {
      await openChecked('me', '我的账号');
      await page.getByLabel('当前口令').fill('Old-pass-2025');
      await page.getByLabel(/^新口令/).fill('New-pass-2026');
      await page.getByLabel('再输一次新口令').fill('New-pass-2027');
      await page.getByRole('button', { name: '修改口令' }).click();
      await page.getByText('与新口令不一致').first().waitFor();
      await page.getByLabel('再输一次新口令').fill('New-pass-2026');
      await page.getByRole('button', { name: '修改口令' }).click();
      await page.getByText('口令已修改').waitFor();
      assert.deepEqual(api.calls.at(-1)?.body, { current: 'Old-pass-2025', next: 'New-pass-2026' });
      assert.equal(await page.getByLabel('当前口令').inputValue(), '');
    });

    it('sets up a one-time code by a picture or a key', async () => {
      await open('me', '我的账号');
      await page.getByRole('button', { name: '设置动态口令' }).click();
      await page.getByRole('button', { name: '开始设置' }).click();
      await page.getByText('JBSW Y3DP EHPK 3PXP').waitFor();
      await page.getByRole('img', { name: '动态口令二维码' }).waitFor();
      // Rejects for a picture the browser cannot read or its rules forbid.
      await page.evaluate(`document.querySelector('img[alt^="动态口令"]').decode()`);
      await page.getByLabel('六位数字').fill('123456');
      await page.getByRole('button', { name: '确认启用' }).click();
      await page.getByText('✓ 已启用').waitFor();
    });

    it('forgets a device, but not the one at hand', async () => {
      await open('me', '我的账号');
      await page.getByRole('button', { name: '解绑Firefox · Linux' }).click();
      assert.equal(await page.getByRole('button', { name: '解绑Chrome · Windows' }).count(), 0);
      await page.getByRole('dialog').getByRole('button', { name: '解绑', exact: true }).click();
      await page.getByText('已解绑“Firefox · Linux”').waitFor();
      assert.equal(sent(), 'DELETE /session/devices/d-2');
    });
  });

  describe('a process', () => {
    it('is drawn with marks that need no colour, and under the mark of its drawer', async () => {
      await openChecked('process-instances/p-1', '食品经营许可');
      const drawing = page.locator('.process-drawing');
      await drawing.getByText('● 在办').waitFor();
      assert.equal(await drawing.getByText('▲ 故障').count(), 1);
      assert.equal(await drawing.locator('.process-visited.djs-connection').count(), 3);
      assert.equal(await drawing.locator('.bjs-powered-by').isVisible(), true);
      await page.getByRole('button', { name: '看表格' }).click();
      assert.deepEqual(await page.getByRole('table', { name: '环节' }).locator('tbody tr').allInnerTexts(), ['提交申请\t✓ 已过', '受理\t✓ 已过', '核验证照\t▲ 故障', '决定\t● 在办', '办结\t未到']);
    });

    it('is found by its failure', async () => {
      await openChecked('process-instances', '流程运行');
      await page.getByRole('combobox', { name: '故障' }).click();
      await page.getByTitle('只看有故障的').click();
      await page.waitForURL(/withIncidents=true/);
      await page.getByText('▲ 1 处故障').first().waitFor();
    });

    it('without a drawing is listed step by step', async () => {
      await open('process-instances/p-2', '食品经营许可');
      await page.getByText('这个流程没有画图').waitFor();
      assert.equal(await page.getByRole('table', { name: '环节' }).locator('tbody tr').count(), 5);
    });

    it('has its failed step tried again', async () => {
      await open('process-instances/p-1', '食品经营许可');
      await page.getByRole('button', { name: '重试核验证照' }).click();
      await page.getByText('已安排重试').waitFor();
      assert.equal(sent(), 'POST /process-incidents/incident-1/retry');
    });
  });

  it('says what each role permits, in words, and whom it excludes either way', async () => {
    await openChecked('roles', '角色权限');
    const row = page.getByRole('row', { name: /决定/ }).last();
    assert.match(await row.innerText(), /本单位[\s\S]*2 项[\s\S]*安全管理员[\s\S]*综窗受理[\s\S]*12/);
    await row.locator('summary').press('Enter');
    await row.getByText('延长审查期限').waitFor();
  });
});
