import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { certificates, cms, localSigner, sm2, type Certificate } from '../../kernel/crypto/index.ts';
import { compileFace } from './faces/check.ts';
import type { LicenceFace } from './faces/model.ts';
import { compileTemplate } from './letters/compile.ts';
import { fillLetter } from './letters/fill.ts';
import type { FilledLetter } from './letters/model.ts';
import type { LetterOptions } from './letters/render.ts';
import { drawSeal } from './seals/draw.ts';
import type { SignDetached } from './signatures/seal-pdf.ts';
import type { VerifyDetached } from './signatures/verify.ts';

const example = (name: string): string => readFileSync(new URL(`examples/${name}`, import.meta.url), 'utf8');

/** An afternoon in Sanmenxia. */
export const at = new Date('2026-10-15T06:20:30Z');
const verification = { url: 'https://zwfw.example.gov.cn/v/8F3K-2MQ7-PX4D', code: '8F3K-2MQ7-PX4D', site: 'zwfw.example.gov.cn/v' };
export const letterOptions: LetterOptions = { at, verification };
export const faceOptions = { at, verification, issuer: '三门峡市市场监督管理局' };

export const letterScope = {
  year: 2026,
  serial: 137,
  applicant: { name: '三门峡市宏达餐饮管理有限公司' },
  bureau: { name: '三门峡市市场监督管理局', phone: '0398-0000000' },
  decidedOn: '2026-10-15',
  submittedOn: '2026-10-09',
  dueOn: '2026-11-08',
  item: { name: '食品经营许可（新办）' },
  caseNumber: '411200-20261009-000137',
  window: '3号窗口',
  materials: [
    { name: '主要设备设施、经营布局、操作流程文件', requirement: '平面图未标注各功能区面积和尺寸，请补充标注，并标明人流、物流走向。' },
    { name: '食品安全管理人员任命与考核证明', requirement: '任命书未加盖单位公章；考核证明已过有效期，请提供有效证明。' },
    { name: '食品安全规章制度目录清单', requirement: '缺少食品安全自查制度、进货查验记录制度。' },
  ],
};

/** The notice of the examples, filled. */
export function aLetter(changes: Partial<FilledLetter> = {}): FilledLetter {
  return { ...fillLetter(compileTemplate(example('supplement-notice.md')), letterScope).letter, ...changes };
}

export const faceValues = {
  operatorName: '三门峡市宏达餐饮管理有限公司',
  uscc: '91411200MA40000005',
  legalRepresentative: '张㐂',
  residence: '河南省三门峡市湖滨区黄河路街道天鹅湖大道18号',
  premises: '河南省三门峡市湖滨区崤山路街道六峰路与黄河路交叉口向东150米路北宏达大厦一层101至106号商铺',
  mainForm: '餐饮服务经营者',
  items: ['热食类食品制售', '冷食类食品制售（含冷荤类）', '自制饮品制售', '散装食品和预包装食品销售（含散装熟食）'],
  number: 'JY24112020001376',
  validTo: '2031-10-14',
  hotline: '12315',
  issuer: '三门峡市市场监督管理局',
  issuedOn: '2026-10-15',
};

/** The face of the examples as data, before its check. */
export const faceData = (): Record<string, unknown> => parse(example('food-business-licence.face.yaml')) as Record<string, unknown>;

export const aFace = (): LicenceFace => compileFace(faceData());

/** A bureau's seal picture. */
export const aSealPicture = (): Uint8Array => drawSeal({ kind: 'round', unitName: '三门峡市市场监督管理局', purpose: '行政审批专用章', code: '4112000012345' }).png;

/** The text of every page as pdf.js reads it, without spaces. */
export async function readPages(pdf: Uint8Array): Promise<string[]> {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const task = getDocument({ data: new Uint8Array(pdf), useSystemFonts: false, verbosity: 0 });
  const document = await task.promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent({ disableNormalization: true });
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join('').replaceAll(/\s/g, ''));
  }
  await task.destroy();
  return pages;
}

/** The reason to skip what needs a command of this machine, or false. */
export const without = (command: string, ...args: string[]): string | false =>
  spawnSync(command, args).error ? `${command} is not installed` : false;

export interface TestSigner {
  readonly certificate: Certificate;
  readonly publicKeyPem: string;
  readonly sign: SignDetached;
  readonly verify: VerifyDetached;
}

/** A bureau's SM2 key with a certificate from a root of its own. */
export async function aSigner(commonName = '三门峡市市场监督管理局'): Promise<TestSigner> {
  const validity = { validFrom: new Date('2022-01-01T00:00:00Z'), validTo: new Date('2032-01-01T00:00:00Z') };
  const rootKey = sm2.generateKey();
  const root = await certificates.createRoot({ subject: { country: 'CN', commonName: '测试根证书' }, signer: localSigner(rootKey), ...validity });
  const key = sm2.generateKey();
  const certificate = await certificates.issueCertificate({
    subject: { country: 'CN', commonName },
    publicKey: key.publicKey,
    use: 'sign',
    issuer: { certificate: root, signer: localSigner(rootKey) },
    ...validity,
  });
  return {
    certificate,
    publicKeyPem: sm2.publicKeyToPem(key.publicKey),
    sign: (content) => cms.signDetached({ content, certificate, signer: localSigner(key), signedAt: at }),
    verify: async (content, signature) => {
      const result = cms.verifyDetached(signature, content);
      return result.valid ? { valid: true, signer: result.certificate.subject.commonName } : { valid: false, signer: null, problem: result.reason };
    },
  };
}
