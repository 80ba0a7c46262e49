import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { cryptoErrors } from './errors.ts';
import { deriveKey, keyIdPattern, type KeyRing, type RingKey } from './keys.ts';
import { decryptGcm, encryptGcm, NONCE_LENGTH, TAG_LENGTH } from './sm4.ts';

/*
 * Layout: "YWF" and version (4 bytes), length of the key id (1 byte), key id, salt (16 bytes), then chunks
 * of 64 KiB, each with its tag (16 bytes); the last may be shorter, and is empty only for an empty file.
 *
 * Key of a file: derived from the ring's `files` key with the salt, bound to header and context. Nonce of a
 * chunk: seven zeros, its number (4 bytes), and 1 for the last, 0 for the others. So chunks lost, moved,
 * repeated or cut off at the end do not decrypt (the STREAM construction of Hoang, Reyhanitabar, Rogaway
 * and Vizár, 2015).
 */
const MAGIC = Buffer.from('YWF\u0001', 'latin1');
const SALT_LENGTH = 16;
const CHUNK = 65_536;
const MAX_CHUNKS = 2 ** 32;
/** After so many chunks, a megabyte, other work of the process gets its turn. */
const TURN = 16;

export interface FileEncryptionOptions {
  readonly ring: KeyRing;
  /** Bound to the file, e.g. its id: under another context it does not decrypt. At most 900 bytes. */
  readonly context: string;
}

type Bytes = AsyncIterable<Uint8Array>;
type Transform = (source: Bytes) => AsyncGenerator<Buffer, void, undefined>;

/**
 * A step for `stream.pipeline` that encrypts a file of any length under the current `files` key:
 * `pipeline(plain, encryptFile({ ring, context }), target)`.
 */
export function encryptFile({ ring, context }: FileEncryptionOptions): Transform {
  return async function* encrypt(source) {
    const ringKey = ring.current('files');
    const id = Buffer.from(ringKey.id, 'latin1');
    const header = Buffer.concat([MAGIC, Buffer.of(id.length), id, randomBytes(SALT_LENGTH)]);
    const key = fileKey(ringKey, header, context);
    yield header;
    const reader = readerOf(source);
    try {
      for (let index = 0, last = false; !last; index++) {
        const chunk = await reader.read(CHUNK);
        last = await reader.atEnd();
        if (index % TURN === 0) await setImmediate();
        yield encryptGcm(key, chunk, { nonce: nonceOf(index, last) });
      }
    } finally {
      await reader.close();
    }
  };
}

/**
 * A step for `stream.pipeline` that decrypts what `encryptFile` made.
 *
 * Every byte it passes on is authentic, but only a pipeline that ends without error has passed the whole file.
 *
 * @throws crypto.broken on any change, loss or other context; crypto.unknownKey
 */
export function decryptFile({ ring, context }: FileEncryptionOptions): Transform {
  return async function* decrypt(source) {
    const reader = readerOf(source);
    try {
      const start = await reader.read(MAGIC.length + 1);
      const idLength = start[MAGIC.length] ?? 0;
      const header = Buffer.concat([start, await reader.read(idLength + SALT_LENGTH)]);
      const id = header.toString('latin1', start.length, start.length + idLength);
      const complete = header.length === start.length + idLength + SALT_LENGTH;
      if (!complete || !start.subarray(0, MAGIC.length).equals(MAGIC) || !keyIdPattern.test(id)) throw cryptoErrors.broken();
      const key = fileKey(ring.get('files', id), header, context);
      for (let index = 0, last = false; !last; index++) {
        const chunk = await reader.read(CHUNK + TAG_LENGTH);
        last = await reader.atEnd();
        if (index % TURN === 0) await setImmediate();
        yield decryptGcm(key, chunk, { nonce: nonceOf(index, last) });
      }
    } finally {
      await reader.close();
    }
  };
}

function fileKey(ringKey: RingKey, header: Buffer, context: string): KeyObject {
  const bound = Buffer.from(context);
  if (bound.length > 900) throw cryptoErrors.tooLarge({ what: '文件加密上下文', limit: '900 字节' });
  const label = Buffer.concat([Buffer.from('file 1'), header, bound]);
  return createSecretKey(deriveKey(ringKey, label, 16, header.subarray(-SALT_LENGTH)));
}

function nonceOf(index: number, last: boolean): Buffer {
  if (index >= MAX_CHUNKS) throw cryptoErrors.tooLarge({ what: '文件', limit: '256 TB' });
  const nonce = Buffer.alloc(NONCE_LENGTH);
  nonce.writeUInt32BE(index, 7);
  nonce.writeUInt8(last ? 1 : 0, 11);
  return nonce;
}

/** Reads a stream of pieces of any size in pieces of a wanted size; `read` gives fewer bytes only at the end. */
function readerOf(source: Bytes) {
  const iterator = source[Symbol.asyncIterator]();
  const held: Uint8Array[] = [];
  let available = 0;
  let ended = false;

  const fill = async (wanted: number): Promise<void> => {
    while (available < wanted && !ended) {
      const next = await iterator.next();
      if (next.done) ended = true;
      else {
        held.push(next.value);
        available += next.value.length;
      }
    }
  };
  return {
    read: async (wanted: number): Promise<Buffer> => {
      await fill(wanted);
      const parts: Uint8Array[] = [];
      let missing = Math.min(wanted, available);
      available -= missing;
      let used = 0;
      while (missing > 0) {
        const piece = held[used]!;
        const part = piece.subarray(0, missing);
        parts.push(part);
        missing -= part.length;
        if (part.length < piece.length) held[used] = piece.subarray(part.length);
        else used++;
      }
      held.splice(0, used);
      return Buffer.concat(parts);
    },
    atEnd: async (): Promise<boolean> => {
      await fill(1);
      return available === 0;
    },
    close: async (): Promise<void> => {
      await iterator.return?.();
    },
  };
}
