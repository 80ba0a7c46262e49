import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { guest, type Actor } from '../actor.ts';
import type { Context, Origin } from '../context.ts';
import type { Download, Endpoint, Handler } from '../endpoint.ts';
import type { ModuleManifest } from '../module.ts';
import { inReading, inTransaction, type Kernel, type Occasion } from '../run.ts';
import { cookiesOf, deviceCookie, sessionCookie } from './cookies.ts';
import { httpErrors } from './errors.ts';
import { once } from './idempotency.ts';
import { countRequest } from './metrics.ts';
import { answerError } from './problems.ts';
import { addUploads } from './uploads.ts';
import { inputCheck, outputCheck } from './validation.ts';

export interface ServerOptions {
  readonly kernel: Kernel;
  readonly modules: readonly ModuleManifest[];
  readonly trustProxy: boolean;
  /** Whether cookies demand TLS: true when the public address is https. */
  readonly secureCookies: boolean;
  /** Requests a minute from one network address before it is told to slow down. */
  readonly perMinute: number;
  /** Checks every answer against its contract and refuses to send what is not in it; costs time. */
  readonly checkAnswers: boolean;
}


const defaultBodyLimit = 256 * 1024;

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor;
  }
}

/** Builds the web server with every module's routes below `/api`; does not listen yet. */
export async function buildServer(options: ServerOptions): Promise<FastifyInstance> {
  const server = Fastify({
    trustProxy: options.trustProxy,
    bodyLimit: defaultBodyLimit,
    requestTimeout: 60_000,
    connectionTimeout: 75_000,
    keepAliveTimeout: 65_000,
    genReqId: () => randomUUID(),
    logger: false,
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
    return503OnClosing: true,
  });
  server.setErrorHandler(answerError);
  server.setValidatorCompiler(() => () => true);
  await server.register(cookie);
  await server.register(helmet, securityHeaders(options.secureCookies));
  await server.register(rateLimit, { global: true, max: options.perMinute, timeWindow: 60_000, skipOnError: true });
  server.decorateRequest('actor', null as unknown as Actor);
  server.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  server.addHook('onResponse', async (request, reply) => countRequest(request.method, request.routeOptions.url, reply));
  await server.register(async (api) => registerApi(api, options), { prefix: '/api' });
  return server;
}

async function registerApi(api: FastifyInstance, options: ServerOptions): Promise<void> {
  const authenticate = options.modules.find((module) => module.authenticate)?.authenticate;
  api.addHook('onRequest', async (request) => {
    const token = request.cookies[sessionCookie];
    request.actor = guest;
    if (token && authenticate) {
      request.actor = (await inReading(options.kernel, { actor: guest, origin: originOf(request) }, (ctx) => authenticate(ctx, token))) ?? guest;
    }
  });
  api.addHook('onRequest', refuseOtherSites);
  addUploads(api, options.kernel);
  for (const module of options.modules) {
    for (const [name, definition] of Object.entries(module.routes?.endpoints ?? {})) {
      addRoute(api, options, definition, module.routes?.handlers[name] as Handler);
    }
  }
  api.setNotFoundHandler((request, reply) => answerError(httpErrors.noRoute(), request, reply));
}

function addRoute(api: FastifyInstance, options: ServerOptions, definition: Endpoint, handler: Handler): void {
  const check = inputCheck(definition.method, definition.path, definition.input);
  const checkAnswer = options.checkAnswers ? outputCheck(definition.output) : null;
  api.route({
    method: definition.method,
    url: definition.path,
    bodyLimit: definition.bodyLimit ?? defaultBodyLimit,
    ...(definition.perMinute ? { config: { rateLimit: { max: definition.perMinute, timeWindow: 60_000 } } } : {}),
    handler: async (request, reply) => {
      allow(request.actor, definition);
      const input = check({ params: request.params as Record<string, unknown>, query: request.query as Record<string, unknown>, body: request.body });
      const origin = originOf(request);
      const answer = await serve(options.kernel, { actor: request.actor, origin }, request, definition, (ctx) => handler(ctx, input as never), input);
      for (const cookie of cookiesOf(origin)) {
        void reply.setCookie(cookie.name, cookie.value, { path: '/', httpOnly: true, sameSite: 'lax', secure: options.secureCookies, ...(cookie.maxAge === null ? {} : { maxAge: cookie.maxAge }) });
      }
      if (isDownload(answer)) return sendFile(reply, answer);
      const wrong = checkAnswer?.(answer) ?? [];
      if (wrong.length > 0) throw new Error(`${definition.method} ${definition.path} answers against its contract: ${JSON.stringify(wrong.slice(0, 5))}`);
      return reply.send(answer ?? {});
    },
  });
}

async function serve(
  kernel: Kernel,
  occasion: Occasion,
  request: FastifyRequest,
  definition: Endpoint,
  work: (ctx: Context) => Promise<unknown>,
  input: unknown,
): Promise<unknown> {
  if (definition.method === 'GET') return inReading(kernel, occasion, work);
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string') return inTransaction(kernel, occasion, work);
  return inTransaction(kernel, occasion, (ctx) => once(ctx, key, [definition.method, definition.path, input], () => work(ctx)));
}

/** Deny unless permitted. */
function allow(actor: Actor, { access }: Endpoint): void {
  if (access === 'public') return;
  if (actor.kind === 'guest') throw httpErrors.notSignedIn();
  if (access === 'signedIn') return;
  const permitted = access === 'citizen' ? actor.kind === 'person' : access === 'staff' ? actor.kind === 'staff' : actor.can(access);
  if (!permitted) throw httpErrors.forbidden();
}

/** A changing request must come from our own pages or from a program: browsers always say where a request comes from. */
async function refuseOtherSites(request: FastifyRequest): Promise<void> {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') throw httpErrors.crossSite();
  const { origin, host } = request.headers;
  if (origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host)) throw httpErrors.crossSite();
}

const originOf = (request: FastifyRequest): Origin => ({
  requestId: request.id,
  address: request.ip,
  agent: request.headers['user-agent']?.slice(0, 200) ?? null,
  device: request.cookies[deviceCookie] ?? null,
});

const isDownload = (answer: unknown): answer is Download =>
  typeof answer === 'object' && answer !== null && 'content' in answer && 'type' in answer && 'name' in answer;

function sendFile(reply: FastifyReply, file: Download): FastifyReply {
  const place = file.inline ? 'inline' : 'attachment';
  return reply
    .header('content-disposition', `${place}; filename*=UTF-8''${encodeURIComponent(file.name)}`)
    .header('cache-control', 'private, no-store')
    .type(file.type)
    .send(file.content instanceof Uint8Array ? Buffer.from(file.content) : Readable.from(file.content));
}

function securityHeaders(secure: boolean) {
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        // Ant Design writes its styles into the page; scripts never come from anywhere but our own files.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        workerSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'self'"],
        ...(secure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'same-origin' as const },
  };
}
