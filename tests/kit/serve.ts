import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { FakeApi } from './fake-api.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** The same rules for the browser as the real server sends. */
const policy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'";

export interface Site {
  readonly address: string;
  /** Calls to the API that nobody answers for now: the page sees a dead network. */
  dead: boolean;
  close(): Promise<void>;
}

/** Serves built pages below a base address, and the stand-in behind `/api`. */
export async function serve(folder: string, base: string, api: FakeApi): Promise<Site> {
  const state = { dead: false };
  const server: Server = createServer((request, response) => {
    void handle(request).then(({ status, type, content }) => response.writeHead(status, { 'content-type': type, 'content-security-policy': policy }).end(content), () => response.destroy());
  });

  async function handle(request: IncomingMessage): Promise<{ status: number; type: string; content: string | Buffer }> {
    const url = new URL(request.url ?? '/', 'http://pages');
    if (url.pathname.startsWith('/api/')) {
      if (state.dead) throw new Error('dead network');
      const answer = api.answer(request, url, await bodyOf(request));
      return { status: answer?.status ?? 404, type: 'application/json', content: JSON.stringify(answer?.body ?? { title: '没有这个地址', code: 'kernel.noRoute', status: 404, incident: 'i-404' }) };
    }
    const name = path.normalize(url.pathname.replace(base, '')).replace(/^(\.\.[/\\])+/, '');
    const file = path.extname(name) ? name : 'index.html';
    return { status: 200, type: types[path.extname(file)] ?? 'application/octet-stream', content: await readFile(path.join(folder, file)) };
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}${base}`,
    get dead() {
      return state.dead;
    },
    set dead(value) {
      state.dead = value;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
