import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { randomUUID } from 'node:crypto';
import { definePort } from '../ports.ts';

/** Where encrypted contents lie; addressed by digest, written once. */
export interface BlobStore {
  /** Stores the bytes under the digest; when it returns they survive a crash. Storing twice is harmless. */
  put(digest: string, content: AsyncIterable<Uint8Array>): Promise<void>;
  /** @throws Error when there is nothing under the digest */
  get(digest: string): Promise<AsyncIterable<Uint8Array>>;
  has(digest: string): Promise<boolean>;
  remove(digest: string): Promise<void>;
}

/** The store this installation uses; a local folder or S3, plugged in at start. */
export const blobStore = definePort<BlobStore>('blob store');

/** Keeps contents in a folder, two levels deep so that no folder grows large. */
export function folderBlobStore(root: string): BlobStore {
  const place = (digest: string): string => path.join(root, digest.slice(0, 2), digest.slice(2, 4), digest);
  const has = (digest: string): Promise<boolean> => stat(place(digest)).then(() => true, () => false);
  return {
    has,
    put: async (digest, content) => {
      if (await has(digest)) return;
      const target = place(digest);
      await mkdir(path.dirname(target), { recursive: true });
      const draft = `${target}.${randomUUID()}`;
      try {
        await pipeline(Readable.from(content), createWriteStream(draft, { flush: true, mode: 0o600 }));
        await rename(draft, target);
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
    },
    get: async (digest) => {
      const target = place(digest);
      await stat(target);
      return createReadStream(target);
    },
    remove: (digest) => rm(place(digest), { force: true }),
  };
}
