import { fakeApi, type FakeApi } from './fake-api.ts';

/** The stand-in with accounts, roles, sessions and processes behind it; the viewer may do everything there. */
export function platformApi(): FakeApi {
  const api = fakeApi();
  const others = api.answer;
  api.session = { ...api.session, unitName: '市行政审批和政务信息管理局 平台科', phone: '199****0001', permissions };
  api.answer = (request, url, text) => {
    const path = url.pathname.replace(/^\/api/, '');
    const found = answers.find(([verb, pattern]) => verb === request.method && pattern.test(path));
    const answer = others(request, url, text);
    return answer === null && found ? { status: 200, body: found[2](path, url) } : answer;
  };
  return api;
}

const permissions = [
  'organisations.read', 'users.read', 'users.manage', 'users.reveal', 'roles.read', 'roles.grant', 'sign-in.unlock', 'sign-in.reset',
  'processes.read', 'processes.operate', 'processes.urge',
];

const moment = '2026-06-01T01:30:00.000Z';

const users = [
  user('user-2', '汪秋菊', 'clerk411202', '100004', 'unit-1-2', '综窗受理人员', 'active'),
  user('user-3', '杨桂香', 'reviewer411202', '100006', 'unit-2-2', '审查员', 'disabled'),
  user('user-1', '李管理', 'systemadmin', '100001', 'unit-1', '系统管理员', 'active'),
];

function user(id: string, name: string, username: string, employeeNumber: string, unitId: string, position: string, status: string) {
  return {
    id, name, username, employeeNumber, unitId, position, status,
    unitName: '行政审批科', bureauName: '三门峡市发展和改革委员会', divisionName: '三门峡市', mobile: '199****0004',
    statusReason: status === 'disabled' ? '调离' : null, changedAt: moment,
  };
}

const roles = [
  role('securityAdministrator', '安全管理员', 'all', 'systemAdministrator', [], 1),
  role('windowClerk', '综窗受理', 'bureau', 'securityAdministrator', ['approver'], 32),
  role('reviewer', '审查', 'bureau', 'securityAdministrator', [], 41),
  role('approver', '决定', 'bureau', 'securityAdministrator', [], 12),
];

function role(code: string, title: string, scope: string, grantedBy: string, excludes: string[], holders: number) {
  return { code, title, scope, grantedBy, excludes, holders, permissions: [{ code: 'cases.read', title: '查看办件' }, { code: 'cases.extend', title: '延长审查期限' }] };
}

const grant = (roleCode: string, roleTitle: string) => ({ roleCode, roleTitle, scope: 'bureau', grantedBy: '杨子恒', grantedAt: moment });
const grants = (path: string) => ({ rows: [path.startsWith('/users/user-1/') ? grant('securityAdministrator', '安全管理员') : grant('windowClerk', '综窗受理')] });

const shape = (id: string, x: number, y: number, width: number, height: number): string =>
  `<di:BPMNShape id="${id}_di" bpmnElement="${id}"><dc:Bounds x="${x}" y="${y}" width="${width}" height="${height}"/></di:BPMNShape>`;
const line = (id: string, from: string, to: string, x: number, until: number): [string, string] => [
  `<sequenceFlow id="${id}" sourceRef="${from}" targetRef="${to}"/>`,
  `<di:BPMNEdge id="${id}_di" bpmnElement="${id}"><p:waypoint x="${x}" y="120"/><p:waypoint x="${until}" y="120"/></di:BPMNEdge>`,
];
const lines = [line('f1', 'submitted', 'accept', 136, 190), line('f2', 'accept', 'verify', 290, 350), line('f3', 'verify', 'decide', 450, 510), line('f4', 'decide', 'done', 610, 660)];
const nodes = '<startEvent id="submitted" name="提交申请"/><userTask id="accept" name="受理"/><serviceTask id="verify" name="核验证照"/><userTask id="decide" name="决定"/><endEvent id="done" name="办结"/>';
const shapes = [shape('submitted', 100, 102, 36, 36), shape('accept', 190, 80, 100, 80), shape('verify', 350, 80, 100, 80), shape('decide', 510, 80, 100, 80), shape('done', 660, 102, 36, 36)];
const spaces = 'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:p="http://www.omg.org/spec/DD/20100524/DI"';
const model = `<process id="food" isExecutable="true">${nodes}${lines.map(([flow]) => flow).join('')}</process>`;
const undrawn = `<definitions ${spaces} targetNamespace="urn:test">${model}</definitions>`;
const drawn = undrawn.replace('</definitions>', `<di:BPMNDiagram id="d"><di:BPMNPlane id="plane" bpmnElement="food">${shapes.join('')}${lines.map(([, edge]) => edge).join('')}</di:BPMNPlane></di:BPMNDiagram></definitions>`);

const task = (id: string, node: string, title: string, status: string, doneByName: string | null) => ({
  id, instanceId: 'p-1', subject: 'cases/c-1', node, title, step: null, unitId: 'unit-1', assigneeId: null, assigneeName: null, status,
  action: null, opinion: status === 'done' ? '材料齐全' : null, doneByName, openedAt: moment, doneAt: status === 'done' ? moment : null,
});

const instance = (id: string) => ({ id, subject: 'cases/c-1', definitionKey: 'food', definitionTitle: '食品经营许可', version: 3, status: 'running', incidents: 1, startedAt: moment, endedAt: null });
const instanceDetail = (id: string) => ({
  ...instance(id),
  xml: id === 'p-2' ? undrawn : drawn,
  active: ['verify', 'decide'],
  visited: ['submitted', 'f1', 'accept', 'f2', 'verify', 'f3'],
  tasks: [task('t-1', 'accept', '受理', 'done', '汪秋菊'), task('t-2', 'decide', '决定', 'open', null)],
  openIncidents: [{ id: 'incident-1', node: 'verify', text: '证照库没有应答', tries: 5, openedAt: moment }],
});

const list = (rows: unknown[]) => ({ rows, next: null, total: rows.length, more: false });
const last = (path: string): string => path.split('/').at(-1) ?? '';
const chosen = (path: string) => users.find(({ id }) => path.split('/')[2] === id);
const fitting = (url: URL) => users.filter((each) => each.name.includes(url.searchParams.get('text') ?? '') && (!url.searchParams.get('unitId') || each.unitId === url.searchParams.get('unitId')));

const answers: [string, RegExp, (path: string, url: URL) => unknown][] = [
  ['GET', /^\/users$/, (_, url) => list(fitting(url))],
  ['GET', /^\/users\/[^/]+$/, chosen],
  ['PUT', /^\/users\/[^/]+$/, chosen],
  ['POST', /^\/users$/, () => users[0]],
  ['POST', /^\/users\/[^/]+\/(disable|enable)$/, chosen],
  ['POST', /^\/users\/[^/]+\/reveal$/, () => ({ mobile: '19900000004', residentId: '411299198809010104' })],
  ['GET', /^\/users\/[^/]+\/roles$/, grants],
  ['POST', /^\/users\/[^/]+\/roles$/, grants],
  ['DELETE', /^\/users\/[^/]+\/roles\/[^/]+$/, grants],
  ['GET', /^\/roles$/, () => ({ rows: roles })],
  ['GET', /^\/sign-in\/locked$/, () => ({ rows: [{ userId: 'user-2', username: 'clerk411202', name: '汪秋菊', lockedUntil: moment }] })],
  ['POST', /^\/users\/[^/]+\/unlock$/, () => ({})],
  ['POST', /^\/users\/[^/]+\/sessions\/end$/, () => ({ ended: 2 })],
  ['POST', /^\/users\/[^/]+\/password$/, () => ({ password: 'Kmnp-2345-wxyz' })],
  ['POST', /^\/session\/password$/, () => ({})],
  ['POST', /^\/session\/one-time$/, () => ({ secret: 'JBSWY3DPEHPK3PXP', uri: 'otpauth://totp/test?secret=JBSWY3DPEHPK3PXP' })],
  ['POST', /^\/session\/one-time\/confirm$/, () => ({})],
  ['GET', /^\/session\/devices$/, () => ({ rows: [device('d-1', 'Chrome · Windows', true), device('d-2', 'Firefox · Linux', false)] })],
  ['DELETE', /^\/session\/devices\/[^/]+$/, () => ({})],
  ['GET', /^\/process-instances$/, () => list([instance('p-1'), instance('p-2')])],
  ['GET', /^\/process-instances\/[^/]+$/, (path) => instanceDetail(last(path))],
  ['POST', /^\/process-incidents\/[^/]+\/retry$/, () => ({})],
  ['POST', /^\/tasks\/[^/]+\/urge$/, () => task('t-2', 'decide', '决定', 'open', null)],
];

function device(id: string, name: string, current: boolean) {
  return { id, name, current, firstSeenAt: moment, lastSeenAt: moment, openSessions: current ? 1 : 0 };
}
