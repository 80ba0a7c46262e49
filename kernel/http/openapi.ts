import type { FastifyInstance } from 'fastify';
import type { Endpoint } from '../endpoint.ts';
import type { ModuleManifest } from '../module.ts';

/** The API document (OpenAPI 3.1) of all modules; JSON Schema parts come straight from the contracts. */
export function openApiDocument(modules: readonly ModuleManifest[], version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const module of modules.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    for (const [name, endpoint] of Object.entries(module.routes?.endpoints ?? {})) {
      const path = `/api${endpoint.path.replaceAll(/:(\w+)/g, '{$1}')}`;
      (paths[path] ??= {})[endpoint.method.toLowerCase()] = operation(module, name, endpoint);
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: '一网 Yiwang', version, description: '所有接口以会话 Cookie 识别用户；错误答复遵循 RFC 9457。' },
    tags: modules.map((module) => ({ name: module.name, description: module.title })),
    paths,
    components: { schemas: { Problem: problemSchema } },
  };
}

function operation(module: ModuleManifest, name: string, endpoint: Endpoint): object {
  const fromPath = new Set([...endpoint.path.matchAll(/:(\w+)/g)].map((match) => match[1]));
  const required = new Set((endpoint.input.required as readonly string[] | undefined) ?? []);
  const hasBody = endpoint.method === 'POST' || endpoint.method === 'PUT';
  const fields = Object.entries(endpoint.input.properties);
  const parameters = fields
    .filter(([field]) => fromPath.has(field) || !hasBody)
    .map(([field, schema]) => ({
      name: field,
      in: fromPath.has(field) ? 'path' : 'query',
      required: fromPath.has(field) || required.has(field),
      schema,
    }));
  const body = fields.filter(([field]) => hasBody && !fromPath.has(field));
  return {
    operationId: `${module.name}.${name}`,
    tags: [module.name],
    summary: endpoint.summary,
    description: `访问要求：${accessWords(module, endpoint.access)}`,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body.length > 0 ? { requestBody: { required: true, content: { 'application/json': { schema: bodySchema(body, required) } } } } : {}),
    responses: {
      200: { description: '成功', content: { 'application/json': { schema: endpoint.output } } },
      default: { description: '未成功', content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    },
  };
}

const bodySchema = (fields: readonly [string, unknown][], required: ReadonlySet<string>): object => ({
  type: 'object',
  properties: Object.fromEntries(fields),
  required: fields.map(([field]) => field).filter((field) => required.has(field)),
  additionalProperties: false,
});

const words: Readonly<Record<string, string>> = { public: '公开', signedIn: '登录用户', citizen: '登录群众', staff: '工作人员' };

const accessWords = (module: ModuleManifest, access: string): string =>
  words[access] ?? `权限 ${access}（${module.permissions[access] ?? '见其他模块'}）`;

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'incident'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string', description: '给人看的说明' },
    status: { type: 'integer' },
    code: { type: 'string', description: '稳定的错误代码' },
    incident: { type: 'string', description: '请求编号，日志中可查' },
    problems: {
      type: 'array',
      items: { type: 'object', required: ['path', 'message'], properties: { path: { type: 'string' }, message: { type: 'string' } } },
    },
    detail: { type: 'object' },
  },
};

/** Serves the document at `/api/openapi.json`. */
export function addApiDocument(server: FastifyInstance, modules: readonly ModuleManifest[]): void {
  const document = openApiDocument(modules, '0.1.0');
  server.get('/api/openapi.json', async () => document);
}
