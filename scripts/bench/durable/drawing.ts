import { drawing, step } from '../../../modules/platform/processes/testing.ts';
import type { Drawn } from '../peers/bpmn-elements.ts';

/** The role all tasks wait for. */
export const role = 'raceClerk';

/** The tasks in the order in which they are done; a gateway stands before the fifth. */
export const tasks = ['apply', 'accept', 'review', 'approve', 'issue', 'archive'] as const;

/** Flow nodes an instance passes: start, six tasks, gateway, end. */
export const nodesPassed = tasks.length + 3;

/** Steps that are committed for an instance: its start and six tasks. */
export const stepsMade = tasks.length + 1;

const path = ['start', 'apply', 'accept', 'review', 'approve', 'granted', 'issue', 'archive', 'end'];
const flows = [...path.slice(1).map((to, at) => ({ from: path[at] ?? '', to })), { from: 'overdue', to: 'reminded' }, { from: 'granted', to: 'refused' }];
const granted = `f${flows.findIndex(({ from, to }) => from === 'granted' && to === 'issue')}`;
const duration = 'P3D';

/** Six user tasks, a gateway and a timer, for our engine. */
export const xml = drawing(
  `<startEvent id="start"/>${tasks.map((task) => step(task, role)).join('')}<exclusiveGateway id="granted" default="${granted}"/>` +
    `<boundaryEvent id="overdue" attachedToRef="review" cancelActivity="false"><timerEventDefinition><timeDuration>${duration}</timeDuration></timerEventDefinition></boundaryEvent>` +
    '<endEvent id="end"/><endEvent id="refused"/><endEvent id="reminded"/>',
  flows.map(({ from, to }) => `${from}>${to}${to === 'refused' ? ':action = "refuse"' : ''}`),
);

/** The same for bpmn-elements. */
export const drawn: Drawn = {
  nodes: [
    { id: 'start', type: 'StartEvent' },
    ...tasks.map((id) => ({ id, type: 'UserTask' as const })),
    { id: 'granted', type: 'ExclusiveGateway', otherwise: granted },
    ...['end', 'refused', 'reminded'].map((id) => ({ id, type: 'EndEvent' as const })),
  ],
  timer: { id: 'overdue', host: 'review', duration },
  flows: flows.map(({ from, to }, at) => ({ id: `f${at}`, from, to, ...(to === 'refused' ? { when: '${environment.variables.refused}' } : {}) })),
};
