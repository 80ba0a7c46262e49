import { activeSigners, decisionOf, withOtherSigner, withSignature, withSigner, withoutSigner } from './countersign.ts';
import { newCountersign, taskMoves, type Actor, type Countersign, type Task, type TaskMove, type TaskMoveName } from './task.ts';

/** The task after a move, or in Chinese why the move is not possible. */
export type TaskMoveResult = { readonly task: Task } | { readonly refused: string };

const mostSigners = 50;
const mostDelegations = 5;

/** Lists who has to act on a task now; empty while it can be claimed. */
export function responsibleFor(task: Task): readonly string[] {
  if (task.status !== 'open') return [];
  const countersign = openCountersign(task);
  if (countersign) return activeSigners(countersign).map((signer) => signer.person);
  return task.assignee === null ? [] : [task.assignee];
}

const openCountersign = (task: Task): Countersign | undefined => (task.countersign?.passed === undefined ? task.countersign : undefined);
const personOf = ({ person, onBehalfOf }: Actor): string => onBehalfOf ?? person;

/** Who may make a move at all: the legality table. Each entry says why not, or null. */
const legality: { readonly [name in TaskMoveName]: (task: Task, person: string) => string | null } = {
  claim: (task) => (openCountersign(task) ? '会签任务由会签人员办理，不能领取' : task.assignee === null ? null : '任务已有办理人'),
  release: (task, person) => mine(task, person) ?? (task.delegators.length > 0 ? '受托办理的任务不能放回，请交还委托人' : null),
  transfer: (task, person) => myTurn(task, person) ?? (task.delegators.length > 0 ? '受托办理的任务不能转办，请交还委托人' : null),
  delegate: (task, person) => mine(task, person) ?? (task.delegators.length >= mostDelegations ? `委托不能超过 ${mostDelegations} 层` : null),
  resolve: (task, person) => mine(task, person) ?? (task.delegators.length === 0 ? '任务不是受托办理，不需要交还' : null),
  countersign: (task, person) => mine(task, person) ?? undelegated(task),
  sign: (task, person) => (openCountersign(task) ? myTurn(task, person) : '任务没有正在进行的会签'),
  addSigner: (task, person) => myTurn(task, person) ?? undelegated(task),
  removeSigner: (task) => (openCountersign(task) ? null : '任务没有正在进行的会签'),
  urge: (task) => (responsibleFor(task).length > 0 ? null : '任务还没有办理人，无法催办'),
  copyTo: () => null,
  complete: (task, person) => mine(task, person) ?? undelegated(task),
};

const undelegated = (task: Task): string | null => (task.delegators.length > 0 ? '任务是受托办理，请办理后交还委托人' : null);
const myTurn = (task: Task, person: string): string | null => (responsibleFor(task).includes(person) ? null : '现在没有轮到您办理');
const mine = (task: Task, person: string): string | null => (openCountersign(task) ? '会签正在进行，请等待会签结束' : myTurn(task, person));

/** Says in Chinese why a person cannot make a move on a task, or null: for the buttons of a page. */
export function taskMoveFault(task: Task, name: TaskMoveName, by: Actor): string | null {
  if (task.status !== 'open') return '任务已经办理或已经关闭';
  const optional = taskMoves.some((move) => move === name);
  if (optional && task.actions && !task.actions.includes(name)) return '本环节不允许这项操作';
  return legality[name](task, personOf(by));
}

/**
 * Makes a move on a task. Pure: the given task stays as it is.
 *
 * When `status` has become `done`, the caller completes the token; a countersign's result is then in `countersign.passed`.
 *
 * @source SMX1-602, SMX1-631, SMX1-632
 */
export function moveTask(task: Task, move: TaskMove): TaskMoveResult {
  const fault = taskMoveFault(task, move.type, move.by) ?? argumentFault(task, move);
  return fault === null ? { task: apply(task, move, personOf(move.by)) } : { refused: fault };
}

function argumentFault(task: Task, move: TaskMove): string | null {
  const person = personOf(move.by);
  switch (move.type) {
    case 'transfer':
    case 'delegate':
      return receiverFault(task, move.to, person);
    case 'countersign':
      return signersFault(move.signers, move.percent);
    case 'addSigner':
      return signerFault(task, move.person, person);
    case 'removeSigner':
      return removalFault(task, move.person, person);
    case 'copyTo':
      return move.people.length === 0 || move.people.length > 200 ? '抄送人员应为 1 到 200 人' : null;
    default:
      return null;
  }
}

function receiverFault(task: Task, to: string, person: string): string | null {
  if (to === '' || to === person) return '请选择其他人员';
  if (task.delegators.includes(to)) return '对方正是委托人，请直接交还';
  return openCountersign(task)?.signers.some((signer) => signer.person === to) ? '对方已经是会签人员' : null;
}

function signersFault(signers: readonly string[], percent = 100): string | null {
  if (signers.length === 0 || signers.length > mostSigners || signers.includes('')) return `会签人员应为 1 到 ${mostSigners} 人`;
  return Number.isInteger(percent) && percent >= 1 && percent <= 100 ? null : '通过比例应为 1 到 100 的整数';
}

function signerFault(task: Task, added: string, person: string): string | null {
  if (added === '' || added === person) return '请选择其他人员';
  const present = [...(openCountersign(task)?.signers.map((signer) => signer.person) ?? []), ...task.following];
  if (present.includes(added)) return '对方已经在办理人员中';
  return present.length >= mostSigners ? `办理人员不能超过 ${mostSigners} 人` : null;
}

function removalFault(task: Task, removed: string, person: string): string | null {
  const countersign = openCountersign(task);
  const signer = countersign?.signers.find((one) => one.person === removed);
  if (!signer) return '对方不是会签人员';
  if (signer.signature) return '对方已经签署，不能减签';
  if (person !== countersign?.askedBy && person !== signer.addedBy) return '只有发起会签的人或加签的人可以减签';
  return countersign?.signers.length === 1 ? '至少应保留一名会签人员' : null;
}

function apply(task: Task, move: TaskMove, person: string): Task {
  switch (move.type) {
    case 'claim':
      return { ...task, assignee: person };
    case 'release':
      return { ...task, assignee: null };
    case 'transfer':
      return transfer(task, person, move.to);
    case 'delegate':
      return { ...task, assignee: move.to, delegators: [...task.delegators, person] };
    case 'resolve':
      return { ...task, assignee: task.delegators.at(-1) ?? null, delegators: task.delegators.slice(0, -1) };
    case 'countersign':
      return { ...task, countersign: newCountersign(move, person) };
    case 'sign':
      return change(task, (countersign) => withSignature(countersign, person, move.agrees, move.by), move.by);
    case 'addSigner':
      return addSigner(task, person, move);
    case 'removeSigner':
      return change(task, (countersign) => withoutSigner(countersign, move.person), move.by);
    case 'urge':
      return { ...task, urged: task.urged + 1 };
    case 'copyTo':
      return { ...task, copies: [...new Set([...task.copies, ...move.people])] };
    case 'complete':
      return complete(task, move.by);
  }
}

function transfer(task: Task, person: string, to: string): Task {
  const countersign = openCountersign(task);
  return countersign ? { ...task, countersign: withOtherSigner(countersign, person, to) } : { ...task, assignee: to };
}

/** On a task without countersign, a signer before is asked first and the task comes back; one after handles it next. */
function addSigner(task: Task, person: string, { person: added, place }: Extract<TaskMove, { type: 'addSigner' }>): Task {
  const countersign = openCountersign(task);
  if (countersign) return { ...task, countersign: withSigner(countersign, added, person, place) };
  if (place === 'before') return { ...task, countersign: newCountersign({ mode: 'inTurn', signers: [added] }, person) };
  return { ...task, following: [added, ...task.following] };
}

/** Changes the open countersign; with its decision the task goes back to whoever asked, or is done. */
function change(task: Task, by: (countersign: Countersign) => Countersign, actor: Actor): Task {
  if (!task.countersign) return task;
  const countersign = by(task.countersign);
  const passed = decisionOf(countersign);
  if (passed === null) return { ...task, countersign };
  const decided = { ...task, countersign: { ...countersign, passed } };
  return countersign.askedBy === undefined ? { ...decided, status: 'done', doneBy: actor } : { ...decided, assignee: countersign.askedBy };
}

function complete(task: Task, by: Actor): Task {
  const [next, ...rest] = task.following;
  return next === undefined ? { ...task, status: 'done', doneBy: by } : { ...task, assignee: next, following: rest };
}
