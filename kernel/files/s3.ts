import { AwsClient } from 'aws4fetch';
import type { S3Config } from '../config.ts';
import type { BlobStore } from './blobs.ts';

const timeout = 30_000;

/** Keeps contents in an S3-compatible bucket (one request each; contents are bounded by the upload limit). */
export function s3BlobStore(config: S3Config): BlobStore {
  const client = new AwsClient({ accessKeyId: config.accessKey, secretAccessKey: config.secretKey, region: config.region, service: 's3', retries: 3 });
  const place = (digest: string): string => `${config.endpoint}/${config.bucket}/${digest.slice(0, 2)}/${digest}`;
  const ask = async (method: string, digest: string, body?: Uint8Array): Promise<Response> => {
    const answer = await client.fetch(place(digest), {
      method,
      signal: AbortSignal.timeout(timeout),
      ...(body ? { body: body as Uint8Array<ArrayBuffer> } : {}),
    });
    if (!answer.ok && answer.status !== 404) throw new Error(`object store answered ${answer.status} to ${method}`);
    return answer;
  };
  return {
    has: async (digest) => (await ask('HEAD', digest)).ok,
    put: async (digest, content) => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of content) chunks.push(chunk);
      const answer = await ask('PUT', digest, Buffer.concat(chunks));
      if (!answer.ok) throw new Error(`object store has no bucket ${config.bucket}`);
    },
    get: async (digest) => {
      const answer = await ask('GET', digest);
      if (!answer.ok || !answer.body) throw new Error('object store has no such content');
      return answer.body as unknown as AsyncIterable<Uint8Array>;
    },
    remove: async (digest) => {
      await ask('DELETE', digest);
    },
  };
}
