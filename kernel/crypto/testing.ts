import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after } from 'node:test';
import { AppError } from '../errors.ts';
import { type Certificate, createRoot, issueCertificate } from './certificates/index.ts';
import { localSigner } from './signer.ts';
import { generateKey, type PrivateKey } from './sm2/index.ts';

/** Bytes from hexadecimal, spaces allowed. */
export const hex = (text: string): Buffer => Buffer.from(text.replace(/\s/g, ''), 'hex');

/** A check for `assert.throws` and `assert.rejects`: one of our errors with this code. */
export const refused =
  (code: string) =>
  (error: unknown): boolean =>
    error instanceof AppError && error.code === code;

/** A folder for one test file, removed when its tests are done. */
export function scratchFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'yiwang-crypto-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The reason to skip a comparison with the openssl command, or false. */
export const withoutOpenssl = spawnSync('openssl', ['version']).status === 0 ? false : 'the openssl command is not installed';

/** Runs the openssl command in a folder, after writing files there. */
export function openssl(folder: string, command: string, files: Record<string, Uint8Array | string> = {}) {
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content);
  const { status, stdout, stderr } = spawnSync('openssl', command.split(' '), { cwd: folder });
  return { ok: status === 0, stdout, text: `${stdout.toString()}${stderr.toString()}` };
}

export interface Identity {
  readonly key: PrivateKey;
  readonly certificate: Certificate;
}

const year = (value: number): Date => new Date(Date.UTC(value, 0, 1));

/** A root authority, valid from 2020 to 2040. */
export async function aRoot(commonName = '测试根证书'): Promise<Identity> {
  const key = generateKey();
  const subject = { country: 'CN', organisation: '测试机构', commonName };
  const certificate = await createRoot({ subject, signer: localSigner(key), validFrom: year(2020), validTo: year(2040) });
  return { key, certificate };
}

/** A certificate under an issuer, valid from 2022 to 2030. */
export async function issuedBy(issuer: Identity, use: 'sign' | 'encrypt' | 'authority' = 'sign', commonName = '测试签名人'): Promise<Identity> {
  const key = generateKey();
  const certificate = await issueCertificate({
    subject: { country: 'CN', province: '河南省', organisation: '测试单位', unit: '政务服务科', commonName },
    publicKey: key.publicKey,
    use,
    issuer: { certificate: issuer.certificate, signer: localSigner(issuer.key) },
    validFrom: year(2022),
    validTo: year(2030),
  });
  return { key, certificate };
}
