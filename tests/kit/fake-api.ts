import type { IncomingMessage } from 'node:http';
import { organisationCheck, usccCheck } from '../../engines/identifiers/contract.ts';

/** A stand-in for the server, with just enough behind it for the screens of the tests. */
export interface FakeApi {
  /** Every call that changed something, in order. */
  readonly calls: { method: string; path: string; body: Record<string, unknown>; key: string | undefined }[];
  /** Sends this instead of an answer to whatever path begins with the key, until it is taken out again. */
  readonly refuse: Map<string, { status: number; body: Record<string, unknown> }>;
  session: Record<string, unknown>;
  answer(request: IncomingMessage, url: URL, body: string): { status: number; body: unknown } | null;
}

const officer = {
  kind: 'staff',
  id: 'user-1',
  name: '李管理',
  unitId: 'unit-1',
  unitName: '市行政审批和政务信息管理局',
  permissions: ['organisations.read', 'organisations.manage'],
  mustChangePassword: false,
  verified: true,
  phone: null,
};

const guest = { ...officer, kind: 'guest', id: 'guest', name: '访客', unitId: null, unitName: null, permissions: [] };

const divisions = [
  { code: '411200', name: '三门峡市', kind: 'city', parentCode: null },
  { code: '411202', name: '湖滨区', kind: 'district', parentCode: '411200' },
  { code: '411203', name: '陕州区', kind: 'district', parentCode: '411200' },
  { code: '411282', name: '灵宝市', kind: 'countyLevelCity', parentCode: '411200' },
];

const bureauNames = ['发展和改革委员会', '教育局', '科学技术局', '公安局', '民政局', '司法局', '财政局', '人力资源和社会保障局', '自然资源和规划局', '生态环境局', '住房和城乡建设局', '城市管理局', '交通运输局', '水利局', '农业农村局', '商务局', '文化广电和旅游局', '卫生健康委员会', '应急管理局', '审计局', '市场监督管理局', '体育局', '统计局', '医疗保障局'];

const units = bureauNames.flatMap((name, at) => [
  unit(`unit-${at + 1}`, `三门峡市${name}`, `市${name.replace('委员会', '委')}`, null, at),
  ...['办公室', '行政审批科'].map((part, below) => unit(`unit-${at + 1}-${below + 1}`, `${name}${part}`, part, `unit-${at + 1}`, at)),
]);

function unit(id: string, name: string, shortName: string, parentId: string | null, at: number) {
  return {
    id,
    parentId,
    parentName: parentId ? `三门峡市${bureauNames[at]}` : null,
    kind: parentId ? 'department' : 'bureau',
    name,
    shortName,
    uscc: parentId ? null : usccOf(at),
    divisionCode: '411200',
    divisionName: '三门峡市',
    status: at % 11 === 7 ? 'closed' : 'active',
    changedAt: new Date(Date.now() - at * 7 * 3_600_000).toISOString(),
  };
}

/** An invented code of a state organ in Sanmenxia, with valid check characters. */
function usccOf(at: number): string {
  const organisation = `0056${String(7200 + at * 37)}`;
  const first = `11411200${organisation}${organisationCheck(organisation)}`;
  return first + usccCheck(first);
}

/** A fresh stand-in; `signedIn` says whether an officer is at the desk. */
export function fakeApi(signedIn = true): FakeApi {
  const api: FakeApi = {
    calls: [],
    refuse: new Map(),
    session: signedIn ? officer : guest,
    answer(request, url, text) {
      const path = url.pathname.replace(/^\/api/, '');
      const method = request.method ?? 'GET';
      const refusal = [...api.refuse].find(([prefix]) => `${method} ${path}`.startsWith(prefix));
      if (refusal) return refusal[1];
      const body = text && request.headers['content-type'] === 'application/json' ? (JSON.parse(text) as Record<string, unknown>) : {};
      if (method !== 'GET') api.calls.push({ method, path, body, key: request.headers['idempotency-key'] as string | undefined });
      const found = routes.find(([verb, pattern]) => verb === method && pattern.test(path));
      return found ? { status: 200, body: found[2](api, { path, url, body }) } : null;
    },
  };
  return api;
}

type Serve = (api: FakeApi, call: { path: string; url: URL; body: Record<string, unknown> }) => unknown;

const routes: [string, RegExp, Serve][] = [
  ['GET', /^\/session$/, (api) => api.session],
  [
    'POST',
    /^\/session\/staff$/,
    (api, { body }) => {
      if (body['password'] !== 'correct horse') return { signedIn: false, reason: 'wrong', message: '登录名或口令不正确，还可以试 4 次' };
      if (body['oneTimeCode'] === undefined) return { signedIn: false, reason: 'codeNeeded', message: '请填写动态口令' };
      api.session = officer;
      return { signedIn: true, session: officer };
    },
  ],
  ['GET', /^\/city$/, () => ({ name: '三门峡市', demo: '演示环境' })],
  ['GET', /^\/divisions$/, () => ({ rows: divisions })],
  ['GET', /^\/units$/, (_, { url }) => listUnits(url.searchParams)],
  ['GET', /^\/units\/[^/]+$/, (_, { path }) => units.find(({ id }) => path.endsWith(`/${id}`))],
  ['POST', /^\/units$/, () => units[0]],
  ['PUT', /^\/units\/[^/]+$/, () => units[0]],
  ['POST', /^\/units\/[^/]+\/close$/, () => ({ ...units[0], status: 'closed' })],
  ['PUT', /^\/files$/, (_, { url }) => ({ id: 'file-1', name: url.searchParams.get('name'), type: 'application/pdf', size: 2048, sm3: 'ab' })],
];

function listUnits(query: URLSearchParams) {
  const text = query.get('text') ?? '';
  const [sort, size, start] = [query.get('sort') ?? '', Number(query.get('size') ?? 20), Number(query.get('after') ?? 0)];
  const fit = units.filter(
    (each) =>
      each.name.includes(text) &&
      ['kind', 'status', 'divisionCode'].every((name) => !query.get(name) || each[name as 'kind'] === query.get(name)) &&
      (!query.get('below') || each.id === query.get('below') || each.id.startsWith(`${query.get('below')}-`)),
  );
  if (sort) fit.sort((a, b) => a.name.localeCompare(b.name) * (sort.startsWith('-') ? -1 : 1));
  return { rows: fit.slice(start, start + size), next: start + size < fit.length ? String(start + size) : null, total: fit.length, more: false };
}
