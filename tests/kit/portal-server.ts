import { createReadStream, existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import * as answers from './portal-answers.ts';

const built = path.join(import.meta.dirname, '../../dist/web/portal');

/** A portal with invented answers behind it; remembers what pages have sent. */
export interface PortalServer {
  readonly url: string;
  /** Whoever asks is this visitor. */
  signedIn: boolean;
  /** Every changing request: method, path, body. */
  readonly sent: { readonly what: string; readonly body: Record<string, unknown> }[];
  /** Answers the next request to a path with a refusal. */
  refuse(path: string, status: number, problem: Record<string, unknown>): void;
  close(): Promise<void>;
}

interface Draft {
  revision: number;
  answers: Record<string, unknown>;
  uploaded: boolean;
}

/** Serves the built pages and a small API on a free port of this machine. */
export async function servePortal(): Promise<PortalServer> {
  const refusals = new Map<string, { status: number; problem: Record<string, unknown> }>();
  const draft: Draft = { revision: 1, answers: {}, uploaded: false };
  const portal = { signedIn: false, sent: [] as PortalServer['sent'] };
  const server = createServer((request, response) => void serve(request, response));

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://portal');
    if (!pathname.startsWith('/api/')) return servePage(pathname, response);
    const place = pathname.slice('/api'.length);
    const body = await bodyOf(request);
    const refusal = refusals.get(place);
    refusals.delete(place);
    if (request.method !== 'GET') portal.sent.push({ what: `${request.method} ${place}`, body });
    const send = (status: number, value: unknown): void => void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    if (refusal) return send(refusal.status, refusal.problem);
    if (place === '/session/citizen') portal.signedIn = true;
    const answer = answerTo(`${request.method} ${place}`, searchParams, body, draft, portal.signedIn);
    if (answer === conflict) return send(409, conflict);
    return answer === undefined ? send(404, { title: '没有这个地址', code: 'kernel.noRoute', incident: 'test' }) : send(200, answer);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(portal, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    refuse: (place: string, status: number, problem: Record<string, unknown>) => void refusals.set(place, { status, problem }),
    close: () => new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
  });
}

const types: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html; charset=utf-8' };

/** The platform's own policy, so that what it would block fails here too. */
const policy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; object-src 'none'";

function servePage(pathname: string, response: ServerResponse): void {
  const wanted = path.join(built, path.normalize(pathname));
  const file = path.extname(wanted) && wanted.startsWith(built) && existsSync(wanted) ? wanted : path.join(built, 'index.html');
  response.writeHead(200, { 'content-type': types[path.extname(file)] ?? 'application/octet-stream', 'content-security-policy': policy });
  createReadStream(file).pipe(response);
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks);
  return request.headers['content-type'] === 'application/json' && text.length > 0 ? (JSON.parse(text.toString()) as Record<string, unknown>) : { bytes: text.length };
}

const page = <Row>(rows: readonly Row[]) => ({ rows, next: null, total: rows.length, more: false });

function answerTo(what: string, query: URLSearchParams, body: Record<string, unknown>, draft: Draft, signedIn: boolean): unknown {
  const visitor = signedIn ? answers.person : answers.guest;
  const fixed: Readonly<Record<string, unknown>> = {
    'GET /session': visitor,
    'GET /city': answers.city,
    'GET /items/themes': answers.themes,
    'GET /items/item0/guide': answers.guide,
    'GET /my/licences': { rows: [answers.licence] },
    'GET /my/reads': page(answers.reads),
    'GET /my/notices': page(answers.notices),
    'GET /session/devices': { rows: answers.devices },
    'GET /my/cases': page(answers.caseRows),
    'GET /my/cases/case1': answers.myCase,
    'GET /my/cases/case2': answers.supplementCase,
    'GET /my/cases/case3': answers.concludedCase,
    'GET /my/cases/case3/rating': answers.invitation,
    'GET /drafts': { rows: answers.draftRows },
    'GET /my/subject': answers.mySubjects,
    'GET /licences/verify/good': answers.verified,
    'GET /licences/verify/unknown': answers.notVerified,
    'POST /session/codes': { sentTo: '199****0001', secondsUntilNext: 60 },
    'POST /session/citizen': { signedIn: true, session: answers.person },
    'POST /drafts': { id: 'draft1', resumed: false },
    'POST /drafts/draft1/submit': { caseId: 'case1', number: answers.myCase.number },
    'GET /case-progress': answers.progress,
  };
  if (what in fixed) return fixed[what];
  if (what === 'GET /items') return searchAnswer(query);
  if (what === 'GET /items/suggest') return { rows: answers.items.filter(({ name }) => name.includes(query.get('text') ?? '')).slice(0, 6) };
  if (what === 'PUT /files') return { id: 'file1', name: query.get('name'), type: 'application/pdf', size: body['bytes'], sm3: '00' };
  return draftAnswer(what, body, draft) ?? (what.startsWith('GET') ? undefined : {});
}

function searchAnswer(query: URLSearchParams): unknown {
  const found = answers.items.filter(({ name }) => name.includes(query.get('text') ?? ''));
  const from = Number(query.get('after') ?? 0);
  const rows = found.slice(from, from + 15);
  return { rows, next: from + 15 < found.length ? String(from + 15) : null, total: found.length, more: false };
}

/** What a save gets whose revision is not the latest. */
const conflict = { title: '草稿已在别处修改', code: 'intake.changed', incident: 'test' };

function draftAnswer(what: string, body: Record<string, unknown>, draft: Draft): unknown {
  const saved = () => ({ revision: ++draft.revision, savedAt: new Date().toISOString(), materials: answers.materials(draft.uploaded) });
  switch (what) {
    case 'GET /drafts/draft1':
      return answers.draft(draft);
    case 'PUT /drafts/draft1':
      if (body['revision'] !== draft.revision) return conflict;
      draft.answers = body['answers'] as Record<string, unknown>;
      return saved();
    case 'POST /drafts/draft1/materials':
      draft.uploaded = true;
      return saved();
    case 'DELETE /drafts/draft1/materials/layout/file1':
      draft.uploaded = false;
      return saved();
    default:
      return undefined;
  }
}
