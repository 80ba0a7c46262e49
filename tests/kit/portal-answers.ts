import { parse } from 'yaml';
import { compileForm, prefillForm, type CompiledForm, type FormDefinition } from '../../engines/forms/api.ts';
import { foodLicenceCodes, foodLicenceText } from '../../engines/forms/testing.ts';

/** Invented answers of the API, enough to walk every page of the portal; nothing here is anybody's data. */

const at = '2026-11-20T01:30:00.000Z';

export const city = {
  name: '三门峡市',
  divisionCode: '411200',
  title: '三门峡政务服务网',
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
  popular: [{ id: 'item0', name: '食品经营许可（新办）', kind: 'item' }, { id: 'item1', name: '社会保障卡申领', kind: 'item' }],
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
  basis: 'source',
  bureauName: '市市场监督管理局',
  divisionName: '市本级',
  online: true,
  offlineAdvice: null,
  situations: [{ question: '您要经营哪一类？', options: ['食品销售', '餐饮服务', '集中用餐单位食堂'] }],
  afterwards: [{ title: '延续', note: '期满前 90 至 15 个工作日申请', basis: 'source' }],
  notices: [],
  bundles: [{ id: 'bundle0', name: '开办餐饮店“一件事”' }],
  members: [],
  conditions: ['已取得营业执照或其他主体资格', '有与经营品种、数量相适应的场所和设备', '有专职或兼职的食品安全管理人员和保证食品安全的制度'],
  notNeeded: ['只销售食用农产品', '只销售预包装食品（办理备案即可）'],
  materials: [
    { name: '营业执照', need: 'always', when: null, why: null, note: null, waived: null, fromWallet: true },
    { name: '主要设备设施、经营布局、操作流程文件', need: 'always', when: null, why: '核查布局是否合理', note: '平面图标明功能区、面积和设备位置', waived: null, fromWallet: false },
    { name: '经营场所使用证明', need: 'sometimes', when: '经营场所与营业执照住所不同', why: null, note: null, waived: null, fromWallet: false },
  ],
  statutory: '10 个工作日',
  promised: '7 个工作日',
  pauses: ['补正材料的时间', '现场核查后限期整改的时间'],
  fee: '不收费',
  places: [{ divisionCode: '411201', name: '三门峡市政务服务中心 2 楼综合窗口', address: '示例大道 1 号', hours: '工作日 9:00—12:00，13:30—17:00', phone: '12345' }, { divisionCode: '411202', name: '湖滨区政务服务中心', address: '示例路 2 号', hours: '工作日 9:00—17:00', phone: '12345' }],
  steps: [{ title: '提交申请', note: '在线填写，当场得到办件编号' }, { title: '受理', note: '材料齐全的当天受理' }, { title: '审查与现场核查', note: '2 名核查员到场' }, { title: '决定与送达', note: '下载电子证照，或到窗口领取' }],
  result: '食品经营许可证，有效期 5 年',
  legalBasis: [{ title: '《食品安全法》第三十五条', note: null, basis: 'source' }, { title: '《食品经营许可和备案管理办法》第十三条', note: null, basis: 'memory' }],
  rejections: ['布局图没有尺寸或功能区', '食品安全管理员没有指定'],
  remedies: '对决定不服的，可自知道之日起 60 日内申请行政复议，或 6 个月内提起行政诉讼。',
  updatedOn: '2026-11-01',
};

const row = {
  id: 'case1',
  number: '411201-20261118-000123',
  itemName: '食品经营许可（新办）',
  caseType: 'promised',
  applicant: '三门峡市示例餐饮有限公司',
  unitName: '市市场监督管理局',
  divisionName: '市本级',
  status: 'accepted',
  conclusion: null as string | null,
  submittedAt: '2026-11-18T02:05:00.000Z',
  concludedAt: null as string | null,
  clock: { id: 'clock1', subject: 'cases/case1', state: 'running', level: 'normal', promisedDueAt: '2026-11-27T16:00:00.000Z', statutoryDueAt: '2026-12-02T16:00:00.000Z', remaining: 5, text: '剩余 5 个工作日，11 月 27 日到期' },
};

const detail = {
  itemId: 'item0',
  versionId: 'v1',
  taskCode: '11411200XXD000426J3000131005000',
  acceptedAt: '2026-11-18T08:00:00.000Z' as string | null,
  decidedAt: null as string | null,
  data: {},
  provenance: {},
  form: null as unknown,
  codes: foodLicenceCodes as unknown,
  materials: [
    { id: 'm1', key: 'bizLicence', name: '营业执照', fileId: null, fileName: null, fileType: null, fileSize: null, source: 'wallet', note: '编号 91411200MA9EXAMP00', round: 1, addedAt: at },
    { id: 'm2', key: 'layout', name: '经营布局图', fileId: 'f2', fileName: '布局图.pdf', fileType: 'application/pdf', fileSize: 230_000, source: 'upload', note: null, round: 1, addedAt: at },
  ],
  events: [
    { id: 'e1', at, kind: 'submit', title: '提交申请', actorName: '申请人', unitName: null, opinion: null },
    { id: 'e2', at, kind: 'accept', title: '窗口受理：受理', actorName: '工作人员', unitName: '市市场监督管理局', opinion: '材料齐全' },
  ],
  supplement: null as unknown,
  special: null,
  letters: [{ id: 'letter1', kind: 'accepted', title: '受理通知书', number: '三市监受〔2026〕17 号', size: 65_000, issuedAt: at }],
  licenceId: null as string | null,
  clockText: '11 月 18 日受理，从次日起按工作日计算。承诺 7 个工作日，11 月 27 日到期。' as string | null,
  mayWithdraw: true,
  maySupplement: false,
};

export const myCase = { ...row, ...detail };

export const supplementCase = {
  ...row,
  ...detail,
  id: 'case2',
  status: 'supplementing',
  acceptedAt: null,
  clock: null,
  clockText: null,
  form: compileForm(parse(foodLicenceText())),
  maySupplement: true,
  supplement: {
    items: [
      { about: 'layout', name: '经营布局图', problem: '缺少尺寸和功能区标注', requirement: '请补标注后重新上传' },
      { about: 'contactPhone', name: '联系电话', problem: '号码打不通', requirement: '请填写能联系到的号码' },
    ],
    askedAt: at,
    answerBy: '2026-12-02T16:00:00.000Z',
    answeredAt: null,
  },
};

export const concludedCase = {
  ...row,
  ...detail,
  id: 'case3',
  status: 'concluded',
  conclusion: 'granted',
  concludedAt: at,
  decidedAt: at,
  clock: { ...row.clock, state: 'stopped', text: '已办结，用时 5 个工作日' },
  licenceId: 'licence1',
  mayWithdraw: false,
};

/** Rows of a list carry no more than the contract says. */
export const caseRows = [supplementCase, myCase, concludedCase].map(({ id, status, conclusion, concludedAt, clock }) => ({ ...row, id, status, conclusion, concludedAt, clock }));

export const progress = { number: row.number, itemName: row.itemName, unitName: row.unitName, status: 'accepted', submittedAt: row.submittedAt, text: '办理中：已受理，正在办理。承诺 2026 年 11 月 27 日前办结。' };

const face = { name: '食品经营许可证', number: 'JY24112020000017', holder: '三门峡市示例餐饮有限公司', issuer: '三门峡市市场监督管理局', issuedOn: '2026-11-20', validTo: '2031-11-19', status: 'valid', statusLabel: '有效' };

export const licence = { id: 'licence1', ...face, variants: ['正本', '副本'] };

export const verified = { found: true, ...face, validFrom: '2026-11-20', sm3: null, sealValid: true, checkedAt: at };
export const notVerified = { found: false, name: null, number: null, holder: null, issuer: null, issuedOn: null, validFrom: null, validTo: null, status: null, statusLabel: null, sm3: null, sealValid: null, checkedAt: at };

export const invitation = {
  caseNumber: row.number,
  itemName: row.itemName,
  bureauName: '市市场监督管理局',
  rated: false,
  round: 1,
  againUntil: null,
  ratings: [],
  levels: [
    { satisfaction: 1, name: '非常满意', details: [{ code: '503', name: '不用提交证明' }, { code: '504', name: '可以全程网上办理' }] },
    { satisfaction: 2, name: '满意', details: [] },
    { satisfaction: 4, name: '不满意', details: [{ code: '203', name: '未在承诺时间内办结' }] },
  ],
};

export const reads = [
  { id: 'r1', at, unitName: '市市场监督管理局 行政审批科', officer: '王*', action: '审查办件时查看申请人信息', basis: '《行政许可法》第三十四条', caseNumber: row.number },
  { id: 'r2', at: '2026-11-18T02:05:00.000Z', unitName: '本人', officer: null, action: '查看我的证照', basis: null, caseNumber: null },
];

export const notices = [
  { id: 'n1', title: '申请已受理', text: '您申请的“食品经营许可（新办）”已受理，11 月 27 日前办结。', at, read: false, link: '/my/cases/case1' },
  { id: 'n2', title: '登录提醒', text: '您的账号在一台新设备上登录。', at, read: true, link: null },
];

export const devices = [
  { id: '0b6f7f0e-9a53-4a47-9f55-0c6d6c4a0001', name: 'Chrome，Windows', firstSeenAt: at, lastSeenAt: at, current: true, openSessions: 1 },
  { id: '0b6f7f0e-9a53-4a47-9f55-0c6d6c4a0002', name: '微信，Android 手机', firstSeenAt: at, lastSeenAt: at, current: false, openSessions: 1 },
];

/** Two questions on a page of their own, one after the other, before the pages of the realistic form. */
const situationPage = {
  key: 'situation',
  title: '您的情形',
  oneByOne: true,
  sections: [
    {
      key: 'questions',
      title: '您的情形',
      columns: 1,
      fields: [
        { key: 'situationForm', type: 'radio', label: '您要经营哪一类？', required: true, options: [{ value: 'sales', label: '食品销售', help: '超市、便利店、食品批发' }, { value: 'catering', label: '餐饮服务', help: '饭店、小吃、饮品店' }, { value: 'canteen', label: '集中用餐单位食堂' }] },
        { key: 'contracted', type: 'boolean', label: '食堂是否承包给他人？', required: true, visibleWhen: 'situationForm = "canteen"' },
        { key: 'sameResidence', type: 'boolean', label: '经营场所与营业执照上的住所一致吗？', required: true },
      ],
    },
  ],
} as const;

/** The form of the application, with what the market register knew. */
export function applicationForm(): { form: CompiledForm; data: Readonly<Record<string, unknown>>; provenance: object } {
  const definition = parse(foodLicenceText()) as FormDefinition;
  const form = compileForm({ ...definition, pages: [situationPage, ...definition.pages], rights: { apply: { write: ['*'], hidden: ['sitePage'] } } });
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

export const codes = foodLicenceCodes;

const file = { id: 'file1', name: '布局图.pdf', size: 12_000, type: 'application/pdf' };
const slot = { optional: false, accept: ['pdf', 'jpg', 'png'], maxSizeMb: 10, maxItems: 3, source: '申请人自备', sample: null, files: [] as (typeof file)[], licence: null as null | { id: string; name: string; number: string }, licences: [] as { id: string; name: string; number: string }[] };
const businessLicence = { id: 'licence9', name: '营业执照', number: '91411200MA9EXAMP00' };

/** The materials, before and after the plan has been uploaded. */
export const materials = (uploaded: boolean) => [
  { ...slot, key: 'bizLicence', name: '营业执照', reason: '证照库中有您单位的有效营业执照，自动作为材料。', state: 'fromWallet', licence: businessLicence },
  { ...slot, key: 'layout', name: '经营布局图', reason: '所有申请都需要，标明功能区、面积和设备位置。', state: uploaded ? 'given' : 'missing', files: uploaded ? [file] : [] },
  { ...slot, key: 'premisesProof', name: '经营场所使用证明', reason: '您选择了经营场所与住所一致，不用交。', state: 'notNeeded' },
];

export const draftRows = [{ id: 'draft1', itemId: 'item0', itemName: guide.name, applicant: '三门峡市示例餐饮有限公司', page: 'peoplePage', savedAt: at, expiresOn: '2026-12-20' }];

/** A draft as it stands. */
export const draft = ({ revision, answers, uploaded }: { revision: number; answers: Record<string, unknown>; uploaded: boolean }) => ({
  id: 'draft1',
  revision,
  itemId: 'item0',
  itemName: guide.name,
  versionId: 'v1',
  open: true,
  divisionCode: '411201',
  applicant: { kind: 'organisation', name: '三门峡市示例餐饮有限公司' },
  savedAt: at,
  expiresOn: '2026-12-20',
  page: null,
  step: 'apply',
  situationPages: ['situation'],
  ...applicationForm(),
  answers,
  codes,
  materials: materials(uploaded),
  undertakings: ['经营期间持续符合许可条件'],
  notices: [],
  changed: null,
});

/** Me and the companies I stand for; only what the portal reads. */
export const mySubjects = { person: null, organisations: [{ id: 'org1', name: '三门峡市示例餐饮有限公司' }] };
