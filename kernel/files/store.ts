import { createHash } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import { sql } from 'kysely';
import { openTables, type Context } from '../context.ts';
import { blindIndex } from '../crypto/fields.ts';
import { decryptFile, encryptFile } from '../crypto/files.ts';
import { defineErrors } from '../errors.ts';
import { newId } from '../id.ts';
import { keyRing } from '../key-ring.ts';
import { blobStore } from './blobs.ts';

/** A stored file as others see it; the content stays behind `openFile`. */
export interface StoredFile {
  readonly id: string;
  readonly name: string;
  /** By content, not by name. */
  readonly type: string;
  readonly size: number;
  /** SM3 of the content, hex. */
  readonly sm3: string;
}

export const fileErrors = defineErrors('files', {
  notFound: { kind: 'not_found', text: '未找到该文件' },
  tooLarge: { kind: 'invalid', text: '文件过大，最大 {limit} MB' },
  empty: { kind: 'invalid', text: '文件是空的，请重新选择' },
  wrongType: { kind: 'invalid', text: '不支持这种文件（识别为 {found}），请上传 {accepted}' },
  badName: { kind: 'invalid', text: '文件名过长或含有不允许的字符' },
});

interface FileTables {
  file: { id: string; digest: string; name: string; type: string; size: number; sm3: string; created_by: string; created_at: Date; owner: string | null };
  stored_blob: { digest: string; size: number; type: string; stored_at: Date };
}
const tables = openTables<FileTables>();

/** Types people may upload, by content; labels for messages. */
export const acceptedTypes: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'image/jpeg': 'JPG',
  'image/png': 'PNG',
  'application/ofd': 'OFD',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'DOCX',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'XLSX',
};

export interface SaveRequest {
  readonly name: string;
  /** The record it belongs to, `module/id`; null keeps it two days for somebody to claim. */
  readonly owner: string | null;
  /** Accepted types by content. */
  readonly accept?: readonly string[];
  readonly maxBytes?: number;
}

const defaultMaxBytes = 20 * 1024 * 1024;

/**
 * Stores content encrypted, once per content, and records the file in this transaction.
 *
 * The type is read from the content; a name that lies about it changes nothing.
 *
 * @throws files.empty, files.tooLarge, files.wrongType, files.badName
 */
export async function saveFile(ctx: Context, content: Uint8Array, request: SaveRequest): Promise<StoredFile> {
  const limit = request.maxBytes ?? defaultMaxBytes;
  if (content.length === 0) throw fileErrors.empty();
  if (content.length > limit) throw fileErrors.tooLarge({ limit: Math.floor(limit / 1024 / 1024) });
  const name = safeName(request.name);
  const type = await sniff(content, name);
  const accept = request.accept ?? Object.keys(acceptedTypes);
  if (!accept.includes(type)) {
    throw fileErrors.wrongType({ found: acceptedTypes[type] ?? type, accepted: accept.map((each) => acceptedTypes[each] ?? each).join('、') });
  }
  const sm3 = createHash('sm3').update(content).digest('hex');
  const digest = blindIndex(keyRing.get(), 'file.content', sm3);
  await blobStore.get().put(digest, encryptFile({ ring: keyRing.get(), context: digest })(chunksOf(content)));
  const at = ctx.now();
  await tables(ctx)
    .insertInto('stored_blob')
    .values({ digest, size: content.length, type, stored_at: at })
    .onConflict((conflict) => conflict.column('digest').doNothing())
    .execute();
  const file = { id: newId(at), name, type, size: content.length, sm3 };
  await tables(ctx).insertInto('file').values({ ...file, digest, created_by: ctx.actor.id, created_at: at, owner: request.owner }).execute();
  return file;
}

/** Finds a file's description; nothing when there is none. */
export async function findFile(ctx: Context, id: string): Promise<(StoredFile & { owner: string | null; createdBy: string }) | undefined> {
  const row = await tables(ctx).selectFrom('file').selectAll().where('id', '=', id).executeTakeFirst();
  return row && { id: row.id, name: row.name, type: row.type, size: row.size, sm3: row.sm3, owner: row.owner, createdBy: row.created_by };
}

/**
 * Opens a file's content for reading, decrypted and checked chunk by chunk.
 *
 * The caller decides whether the actor may see it.
 *
 * @throws files.notFound
 */
export async function openFile(ctx: Context, id: string): Promise<StoredFile & { content: AsyncIterable<Uint8Array> }> {
  const row = await tables(ctx).selectFrom('file').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) throw fileErrors.notFound();
  const content = decryptFile({ ring: keyRing.get(), context: row.digest })(await blobStore.get().get(row.digest));
  return { id: row.id, name: row.name, type: row.type, size: row.size, sm3: row.sm3, content };
}

/** Reads a whole file into memory; files are bounded by the upload limit. */
export async function readFileBytes(ctx: Context, id: string): Promise<Uint8Array> {
  const { content } = await openFile(ctx, id);
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/**
 * Gives uploaded files to a record (`module/id`), so that they are kept with it.
 *
 * @throws files.notFound when one does not exist, belongs to another record, or was uploaded by somebody else
 */
export async function claimFiles(ctx: Context, ids: readonly string[], owner: string): Promise<StoredFile[]> {
  if (ids.length === 0) return [];
  const rows = await tables(ctx).selectFrom('file').selectAll().where('id', 'in', [...new Set(ids)]).forUpdate().execute();
  const mine = rows.filter((row) => row.owner === owner || (row.owner === null && (row.created_by === ctx.actor.id || ctx.actor.kind === 'system')));
  if (mine.length !== new Set(ids).size) throw fileErrors.notFound();
  await tables(ctx).updateTable('file').set({ owner }).where('id', 'in', [...new Set(ids)]).where('owner', 'is', null).execute();
  return mine.map(({ id, name, type, size, sm3 }) => ({ id, name, type, size, sm3 }));
}

const keepUnowned = 2 * 24 * 3600 * 1000;

/** Removes uploads nobody claimed within two days, and contents no file uses any more. */
export async function removeUnowned(ctx: Context): Promise<void> {
  await tables(ctx).deleteFrom('file').where('owner', 'is', null).where('created_at', '<', new Date(ctx.now().getTime() - keepUnowned)).execute();
  const { rows } = await sql<{ digest: string }>`
    delete from stored_blob b where not exists (select 1 from file f where f.digest = b.digest)
      and stored_at < ${new Date(ctx.now().getTime() - keepUnowned)} returning digest`.execute(tables(ctx));
  for (const { digest } of rows) await blobStore.get().remove(digest);
}

function safeName(name: string): string {
  const clean = name.normalize('NFC').replace(/^.*[/\\]/, '').trim();
  // Control and bidirectional characters can disguise a file's ending.
  if (clean === '' || clean.length > 200 || /[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069<>:"|?*]/.test(clean)) throw fileErrors.badName();
  return clean;
}

async function sniff(content: Uint8Array, name: string): Promise<string> {
  const found = await fileTypeFromBuffer(content.subarray(0, 65_536));
  if (found?.mime === 'application/zip' && name.toLowerCase().endsWith('.ofd') && Buffer.from(content.subarray(0, 4096)).includes('OFD.xml')) {
    return 'application/ofd';
  }
  return found?.mime ?? 'application/octet-stream';
}

async function* chunksOf(content: Uint8Array): AsyncIterable<Uint8Array> {
  const step = 64 * 1024;
  for (let start = 0; start < content.length; start += step) yield content.subarray(start, start + step);
}
