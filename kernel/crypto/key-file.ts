import { randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../errors.ts';
import { cryptoErrors } from './errors.ts';
import { hkdfSm3 } from './sm3.ts';
import { decryptGcm, encryptGcm, NONCE_LENGTH } from './sm4.ts';

/**
 * What a key is for: `data` fields of the database, `index` blind indexes, `session` sign-in tokens,
 * `files` stored files, `audit` the audit chain. A key of one purpose is never used for another.
 */
export const keyPurposes = ['data', 'index', 'session', 'files', 'audit'] as const;
export type KeyPurpose = (typeof keyPurposes)[number];

export interface KeyRingOptions {
  /** The data directory; the ring lies there as `keys.json`, readable by its owner only. */
  readonly directory: string;
  /** A file with at least 32 characters of secret, kept apart from the data directory; absent for demos. */
  readonly masterKeyFile?: string | null;
}

/** A key as it stands in the file; `secret` is base64 of 32 bytes. */
export interface StoredKey {
  readonly id: string;
  readonly purpose: KeyPurpose;
  /** ISO 8601, UTC */
  readonly createdAt: string;
  readonly secret: string;
}

/** The keys of a file, newest first within a purpose. */
export interface KeyFile {
  keys(): readonly StoredKey[];
  /** Reads the file again if it was replaced since; tells whether it did. */
  reload(): boolean;
  add(key: StoredKey): Promise<void>;
}

const FORMAT = 'yiwang-keys-1';
const NAME = 'keys.json';
const MASTER_MINIMUM = 32;

/** Either `keys` in the open, or `sealed` by a key derived from master secret and salt. */
interface Document {
  readonly format: typeof FORMAT;
  readonly keys?: readonly StoredKey[];
  readonly salt?: string;
  readonly sealed?: string;
}

/** Opens the key file, or makes it from `initial`; if two processes make it at once, both get the same one. */
export async function openKeyFile(options: KeyRingOptions, initial: () => StoredKey[]): Promise<KeyFile> {
  const file = path.join(options.directory, NAME);
  const master = options.masterKeyFile ? await readMaster(options.masterKeyFile) : null;
  if (!exists(file)) {
    await mkdir(options.directory, { recursive: true });
    await create(file, write(initial(), master));
  }

  let seen = '';
  let keys: readonly StoredKey[] = [];
  const reload = (): boolean => {
    const stamp = checkedStamp(file);
    if (stamp === seen) return false;
    keys = read(readFileSync(file, 'utf8'), master);
    seen = stamp;
    return true;
  };
  reload();
  if (master && !isSealed(file)) await replace(file, write(keys, master));

  return {
    keys: () => keys,
    reload,
    add: async (key) => {
      reload();
      await replace(file, write([key, ...keys], master));
      reload();
    },
  };
}

async function readMaster(file: string): Promise<Buffer> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw problem(`主密钥文件无法读取：${file}`);
  });
  const master = Buffer.from(text.trim());
  if (master.length < MASTER_MINIMUM) throw problem(`主密钥文件的内容过短，至少应有 ${MASTER_MINIMUM} 个字符：${file}`);
  return master;
}

function write(keys: readonly StoredKey[], master: Buffer | null): string {
  const format = FORMAT;
  if (master === null) return JSON.stringify({ format, keys } satisfies Document, null, 2);
  const salt = randomBytes(32);
  const nonce = randomBytes(NONCE_LENGTH);
  const sealed = encryptGcm(wrappingKey(master, salt), Buffer.from(JSON.stringify(keys)), { nonce });
  const document: Document = { format, salt: salt.toString('base64'), sealed: Buffer.concat([nonce, sealed]).toString('base64') };
  return JSON.stringify(document, null, 2);
}

function read(text: string, master: Buffer | null): readonly StoredKey[] {
  const document = parse(text);
  if (Array.isArray(document.keys)) return document.keys;
  if (master === null) throw problem('密钥文件受主密钥保护，请设置 MASTER_KEY_FILE');
  const salt = Buffer.from(document.salt ?? '', 'base64');
  const bytes = Buffer.from(document.sealed ?? '', 'base64');
  const nonce = bytes.subarray(0, NONCE_LENGTH);
  if (nonce.length < NONCE_LENGTH) throw problem('密钥文件已损坏');
  try {
    const plaintext = decryptGcm(wrappingKey(master, salt), bytes.subarray(NONCE_LENGTH), { nonce });
    return JSON.parse(plaintext.toString('utf8')) as readonly StoredKey[];
  } catch (error) {
    if (error instanceof AppError) throw problem('主密钥与密钥文件不匹配，或密钥文件已损坏');
    throw error;
  }
}

function parse(text: string): Document {
  try {
    const document = JSON.parse(text) as Document;
    if (document.format === FORMAT) return document;
  } catch {
    // falls through to the same message: no JSON is as damaged as the wrong JSON
  }
  throw problem('密钥文件已损坏或不是密钥文件');
}

const wrappingKey = (master: Buffer, salt: Buffer): Buffer => hkdfSm3(master, 'wrap key file 1', 16, salt);

const isSealed = (file: string): boolean => parse(readFileSync(file, 'utf8')).sealed !== undefined;

const exists = (file: string): boolean => statSync(file, { throwIfNoEntry: false }) !== undefined;

/** Identifies the file's present version; refuses one that others than its owner may touch. */
function checkedStamp(file: string): string {
  const stat = statSync(file, { bigint: true, throwIfNoEntry: false });
  if (stat === undefined) throw problem(`密钥文件不存在：${file}`);
  if ((stat.mode & 0o077n) !== 0n) throw problem(`密钥文件的权限过宽，请执行 chmod 600 ${file}`);
  return `${stat.ino}:${stat.mtimeNs}:${stat.size}`;
}

/** Puts a complete file in place unless one is there already. */
async function create(file: string, text: string): Promise<void> {
  const draft = await writeDraft(file, text);
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(draft);
}

/** Replaces the file at one stroke, so that a crash leaves the old one or the new one. */
async function replace(file: string, text: string): Promise<void> {
  await rename(await writeDraft(file, text), file);
}

async function writeDraft(file: string, text: string): Promise<string> {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  const handle = await open(draft, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return draft;
}

const problem = (reason: string): AppError => cryptoErrors.keyStore({ reason });
