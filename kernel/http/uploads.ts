import type { FastifyInstance } from 'fastify';
import { saveFile } from '../files/store.ts';
import { inTransaction, type Kernel } from '../run.ts';
import { httpErrors } from './errors.ts';

const limit = 20 * 1024 * 1024;

/**
 * `PUT /api/files?name=…` takes one file as its body and answers with its description; a record must claim it within two days.
 *
 * Any signed-in person may upload: what may be attached where is the claiming module's decision.
 */
export function addUploads(api: FastifyInstance, kernel: Kernel): void {
  void api.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: limit }, (_request, body, done) => done(null, body));
    scope.put('/files', { bodyLimit: limit, config: { rateLimit: { max: 120, timeWindow: 60_000 } } }, async (request) => {
      const { actor } = request;
      if (actor.kind === 'guest') throw httpErrors.notSignedIn();
      const { name } = request.query as { name?: string };
      const content = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      return inTransaction(kernel, { actor, origin: { requestId: request.id, address: request.ip, agent: null, device: null } }, async (ctx) => {
        const file = await saveFile(ctx, content, { name: name ?? '', owner: null });
        ctx.audit('files.upload', file.id, { type: file.type, size: file.size });
        return file;
      });
    });
  });
}
