import { parse } from 'yaml';
import { compileForm, openForm, prefillForm, type CompiledForm } from '../../engines/forms/api.ts';
import { foodLicenceCodes, foodLicenceText } from '../../engines/forms/testing.ts';

/** Invented answers of the API, enough to walk every page of the portal; nothing here is anybody's data. */

const at = '2026-11-20T01:30:00.000Z';

export const city = {
  name: '三门峡市',
  title: '三门峡政务服务网',
  emblem: null,
  phone: '12345',
  footer: ['主办单位：三门峡市人民政府办公室（演示）', '备案号：演示环境，未备案', '政府网站标识码：演示环境，无'],
  demo: '演示系统：人员、企业、办件和编码均为虚构，不作为办事依据。',
};

const noSession = { unitId: null, unitName: null, permissions: [], mustChangePassword: false };
export const guest = { kind: 'guest', id: '', name: '', verified: false, phone: null, ...noSession };
export const person = { kind: 'person', id: 'a1', name: '李*华', verified: true, phone: '199****0001', ...noSession };

export const themes = {
  person: ['出生', '教育', '就业', '生活', '置业', '出行', '就医', '救助', '养老', '身后'].map((name, index) => ({ code: `P${index}`, name, count: 6 + index * 3 })),
  organisation: ['准入准营', '经营发展', '资质认证', '招标投标', '税费缴纳', '注销退出'].map((name, index) => ({ code: `E${index}`, name, count: 12 + index * 5 })),
  bureaus: ['市市场监督管理局', '市人力资源和社会保障局', '市公安局', '市卫生健康委员会'].map((name, index) => ({ code: `b${index}`, name, count: 40 - index * 7 })),
  bundles: ['开办餐饮店“一件事”', '企业信息变更“一件事”', '新生儿出生“一件事”', '退休“一件事”'].map((name, index) => ({ id: `bundle${index}`, name })),
  divisions: [{ code: '411201', name: '市本级' }, { code: '411202', name: '湖滨区' }],
};

const names = ['食品经营许可（新办）', '食品经营许可（变更）', '食品经营许可（延续）', '食品经营许可（注销）', '仅销售预包装食品备案'];

export const items = Array.from({ length: 32 }, (_, index) => ({
  id: `item${index}`,
  name: names[index] ?? `示例事项第 ${index + 1} 项`,
  kind: 'item',
  bureauName: '市市场监督管理局',
  divisionName: index % 2 ? '湖滨区' : '市本级',
  promised: index % 3 ? '承诺 7 个工作日' : '当场办结',
  online: index % 4 !== 3,
}));

export const guide = {
  id: 'item0',
  name: '食品经营许可（新办）',
  code: '11411200XXD000426J3000131005000',
  kind: 'item',
  bureauName: '市市场监督管理局',
  divisionName: '市本级',
  online: true,
  offlineAdvice: null,
  conditions: ['已取得营业执照或其他主体资格', '有与经营品种、数量相适应的场所和设备', '有专职或兼职的食品安全管理人员和保证食品安全的制度'],
  notNeeded: ['只销售食用农产品', '只销售预包装食品（办理备案即可）'],
  materials: [
    { name: '营业执照', need: 'always', when: null, note: null, fromWallet: true },
    { name: '主要设备设施、经营布局、操作流程文件', need: 'always', when: null, note: '平面图标明功能区、面积和设备位置', fromWallet: false },
    { name: '经营场所使用证明', need: 'sometimes', when: '经营场所与营业执照住所不同', note: null, fromWallet: false },
  ],
  statutory: '10 个工作日',
  promised: '7 个工作日',
  pauses: ['补正材料的时间', '现场核查后限期整改的时间'],
  fee: '不收费',
  places: [{ name: '三门峡市政务服务中心 2 楼综合窗口', address: '示例大道 1 号', hours: '工作日 9:00—12:00，13:30—17:00', phone: '12345' }],
  steps: [{ title: '提交申请', note: '在线填写，当场得到办件编号' }, { title: '受理', note: '材料齐全的当天受理' }, { title: '审查与现场核查', note: '2 名核查员到场' }, { title: '决定与送达', note: '下载电子证照，或到窗口领取' }],
  result: '食品经营许可证，有效期 5 年',
  legalBasis: [{ title: '《食品安全法》第三十五条', basis: 'source' }, { title: '《食品经营许可和备案管理办法》第十三条', basis: 'memory' }],
  rejections: ['布局图没有尺寸或功能区', '食品安全管理员没有指定'],
  remedies: '对决定不服的，可自知道之日起 60 日内申请行政复议，或 6 个月内提起行政诉讼。',
  updatedOn: '2026-11-01',
};

const steps = [
  { title: '提交申请', state: 'done', note: '11 月 18 日 10:05' },
  { title: '受理', state: 'done', note: '11 月 18 日，综合窗口' },
  { title: '现场核查', state: 'current', note: '已约定 11 月 24 日上午' },
  { title: '决定', state: 'coming', note: null },
  { title: '制证送达', state: 'coming', note: null },
];

const summary = {
  id: 'case1',
  number: '411201-20261118-000123',
  itemName: '食品经营许可（新办）',
  statusLabel: '审查中',
  tone: 'blue',
  submittedAt: at,
  clock: { level: 'green', text: '剩余 5 个工作日，11 月 27 日到期' },
  asked: null,
};

export const myCase = {
  ...summary,
  bureauName: '市市场监督管理局',
  phone: '12345',
  promisedBy: '2026-11-27',
  sentences: ['11 月 18 日受理，从次日起按工作日计算。', '承诺 7 个工作日，11 月 27 日到期。'],
  steps,
  nextSteps: ['1 个工作日内审核材料，受理或一次告知需要补正的内容', '受理后约定时间现场核查', '准予的，制作电子证照并短信通知'],
  supplement: null,
  letters: [{ id: 'letter1', name: '受理通知书', issuedOn: '2026-11-18' }],
  licence: null,
  canWithdraw: true,
  canRate: false,
};

export const supplementCase = {
  ...myCase,
  id: 'case2',
  statusLabel: '待补正',
  tone: 'amber',
  asked: '补正 1 份材料',
  clock: { level: 'yellow', text: '因补正暂停，已用 1 个工作日' },
  supplement: { dueOn: '2026-12-02', basis: '依据《行政许可法》第三十二条，逾期未补正的，视为撤回申请。', wanted: [{ key: 'layout', name: '经营布局图', reason: '缺少尺寸和功能区标注', accept: ['pdf', 'jpg', 'png'], maxSizeMb: 10, maxItems: 3 }] },
};

export const concludedCase = {
  ...myCase,
  id: 'case3',
  statusLabel: '已办结',
  tone: 'green',
  clock: { level: 'grey', text: '已办结，用时 5 个工作日' },
  steps: steps.map((step) => ({ ...step, state: 'done' })),
  licence: { id: 'licence1', name: '食品经营许可证', number: 'JY24112020000017' },
  canWithdraw: false,
  canRate: true,
};

export const caseRows = [supplementCase, myCase, concludedCase];

export const licence = { id: 'licence1', name: '食品经营许可证', number: 'JY24112020000017', holder: '三门峡市示例餐饮有限公司', issuer: '三门峡市市场监督管理局', issuedOn: '2026-11-20', validTo: '2031-11-19', status: 'valid', statusLabel: '有效' };

export const verified = { found: true, sealValid: true, checkedAt: at, ...licence, holder: '三门峡市示例****公司' };
export const notVerified = { found: false, name: null, number: null, holder: null, issuer: null, issuedOn: null, validTo: null, status: null, statusLabel: null, sealValid: null, checkedAt: at };

export const invitation = {
  caseNumber: summary.number,
  itemName: summary.itemName,
  bureauName: '市市场监督管理局',
  rated: false,
  levels: [
    { code: '1', name: '非常满意', details: [{ code: '503', name: '不用提交证明' }, { code: '504', name: '可以全程网上办理' }] },
    { code: '2', name: '满意', details: [] },
    { code: '4', name: '不满意', details: [{ code: '203', name: '未在承诺时间内办结' }] },
  ],
};

export const reads = [
  { at, unitName: '市市场监督管理局 行政审批科', action: '审查办件时查看申请人信息', basis: '《行政许可法》第三十四条', caseNumber: summary.number },
  { at: '2026-11-18T02:05:00.000Z', unitName: '本人', action: '查看我的证照', basis: null, caseNumber: null },
];

export const notices = [
  { id: 'n1', title: '申请已受理', text: '您申请的“食品经营许可（新办）”已受理，11 月 27 日前办结。', at, read: false, link: '/my/cases/case1' },
  { id: 'n2', title: '登录提醒', text: '您的账号在一台新设备上登录。', at, read: true, link: null },
];

export const devices = [
  { id: '0b6f7f0e-9a53-4a47-9f55-0c6d6c4a0001', name: 'Chrome，Windows', firstSeenAt: at, lastSeenAt: at, current: true, openSessions: 1 },
  { id: '0b6f7f0e-9a53-4a47-9f55-0c6d6c4a0002', name: '微信，Android 手机', firstSeenAt: at, lastSeenAt: at, current: false, openSessions: 1 },
];

/** The form of the application, with what the market register knew. */
export function applicationForm(): { form: CompiledForm; data: Readonly<Record<string, unknown>>; provenance: object } {
  const form = compileForm(parse(foodLicenceText()));
  const known = (value: unknown, locked: boolean) => ({ value, source: '市场监管登记信息', at, locked });
  const prefilled = prefillForm(form, {
    'subject.name': known('三门峡市示例餐饮有限公司', true),
    'subject.uscc': known('91411200MA9EXAMP00', true),
    'subject.entityType': known('company', true),
    'subject.legalRep': known('李示例', true),
    'subject.residence': known({ division: ['411202', '411202001'], detail: '示例路 1 号' }, false),
  });
  return { form, ...prefilled };
}

/** Two questions, the second only for one answer of the first. */
export const situationForm = (): CompiledForm =>
  compileForm({
    id: 'situation',
    version: 1,
    title: '您的情形',
    pages: [
      {
        key: 'situation',
        title: '您的情形',
        oneByOne: true,
        sections: [
          {
            key: 'questions',
            title: '您的情形',
            columns: 1,
            fields: [
              { key: 'form', type: 'radio', label: '您要经营哪一类？', required: true, options: [{ value: 'sales', label: '食品销售', help: '超市、便利店、食品批发' }, { value: 'catering', label: '餐饮服务', help: '饭店、小吃、饮品店' }, { value: 'canteen', label: '集中用餐单位食堂' }] },
              { key: 'contracted', type: 'boolean', label: '食堂是否承包给他人？', required: true, visibleWhen: 'form = "canteen"' },
              { key: 'sameAddress', type: 'boolean', label: '经营场所与营业执照上的住所一致吗？', required: true },
            ],
          },
        ],
      },
    ],
  });

export const codes = foodLicenceCodes;

/** Whether the application could be sent as it stands: what a server would ask again. */
export const errorsIn = (form: CompiledForm, data: Readonly<Record<string, unknown>>, answers: Readonly<Record<string, unknown>>): number =>
  openForm(form, { data, answers, step: 'apply', codes, now: new Date(at) }).fields.filter((field) => field.problems.length > 0).length;

export const slot = { optional: false, accept: ['pdf', 'jpg', 'png'], maxSizeMb: 10, maxItems: 3, files: [] as { id: string; name: string; size: number; type: string }[], licence: null as { name: string; number: string } | null };
export const materials = () => [
  { ...slot, key: 'bizLicence', name: '营业执照', reason: '证照库中有您单位的有效营业执照，自动作为材料。', state: 'fromWallet', licence: { name: '营业执照', number: '91411200MA9EXAMP00' } },
  { ...slot, key: 'layout', name: '经营布局图', reason: '所有申请都需要，标明功能区、面积和设备位置。', state: 'missing', files: [] },
  { ...slot, key: 'premisesProof', name: '经营场所使用证明', reason: '您选择了经营场所与住所一致，不用交。', state: 'notNeeded' },
];
