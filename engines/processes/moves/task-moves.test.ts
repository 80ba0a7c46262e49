import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { closeTask, newTask, taskMoves, type Task, type TaskMove } from './task.ts';
import { moveTask, responsibleFor, taskMoveFault } from './task-moves.ts';

type Step = { by: string | { person: string; onBehalfOf: string } } & (TaskMove extends infer M ? (M extends TaskMove ? Omit<M, 'by'> : never) : never);

/** Makes a move that must be possible. */
function make(task: Task, { by, ...move }: Step): Task {
  const result = moveTask(task, { by: typeof by === 'string' ? { person: by } : by, ...move } as TaskMove);
  assert.ok('task' in result, 'refused' in result ? result.refused : '');
  return result.task;
}

function refusal(task: Task, { by, ...move }: Step): string {
  const result = moveTask(task, { by: typeof by === 'string' ? { person: by } : by, ...move } as TaskMove);
  assert.ok('refused' in result, 'the move should be refused');
  return result.refused;
}

const sign = (by: string, agrees = true): Step => ({ type: 'sign', by, agrees });

test('a task is claimed, released, and claimed by another who completes it', () => {
  let task = make(newTask({}), { type: 'claim', by: '甲' });
  assert.match(refusal(task, { type: 'claim', by: '乙' }), /已有办理人/);
  task = make(make(task, { type: 'release', by: '甲' }), { type: 'claim', by: '乙' });
  assert.match(refusal(task, { type: 'complete', by: '甲' }), /没有轮到/);
  task = make(task, { type: 'complete', by: '乙' });
  assert.deepEqual([task.status, task.doneBy], ['done', { person: '乙' }]);
  assert.match(refusal(task, { type: 'urge', by: '甲' }), /已经办理或已经关闭/);
});

test('a proxy acts on behalf of the person whose turn it is, and the record says so', () => {
  const by = { person: '丙', onBehalfOf: '甲' };
  const task = make(newTask({ assignee: '甲' }), { type: 'complete', by });
  assert.deepEqual(task.doneBy, by);
  const signed = make(newTask({ countersign: { mode: 'any', signers: ['甲', '乙'] } }), { type: 'sign', by, agrees: true });
  assert.deepEqual(signed.countersign?.signers[0]?.signature, { agrees: true, by });
  assert.match(refusal(newTask({ assignee: '甲' }), { type: 'complete', by: '丙' }), /没有轮到/);
});

test('a transfer hands the task over for good; a delegation comes back', () => {
  const transferred = make(newTask({ assignee: '甲' }), { type: 'transfer', by: '甲', to: '乙' });
  assert.deepEqual(responsibleFor(transferred), ['乙']);
  let task = make(newTask({ assignee: '甲' }), { type: 'delegate', by: '甲', to: '乙' });
  assert.match(refusal(task, { type: 'complete', by: '乙' }), /交还委托人/);
  assert.match(refusal(task, { type: 'transfer', by: '乙', to: '丙' }), /交还委托人/);
  task = make(task, { type: 'delegate', by: '乙', to: '丙' });
  assert.match(refusal(task, { type: 'delegate', by: '丙', to: '甲' }), /正是委托人/);
  task = make(make(task, { type: 'resolve', by: '丙' }), { type: 'resolve', by: '乙' });
  assert.deepEqual([responsibleFor(task), task.delegators], [['甲'], []]);
  assert.match(refusal(task, { type: 'resolve', by: '甲' }), /不是受托办理/);
  assert.match(refusal(task, { type: 'transfer', by: '甲', to: '甲' }), /其他人员/);
});

test('delegations do not go on without end', () => {
  let task = newTask({ assignee: '0' });
  for (let level = 0; level < 5; level += 1) task = make(task, { type: 'delegate', by: String(level), to: String(level + 1) });
  assert.match(refusal(task, { type: 'delegate', by: '5', to: '6' }), /不能超过 5 层/);
});

const countersign = (mode: 'all' | 'any' | 'inTurn', percent?: number) =>
  newTask({ countersign: { mode, signers: ['甲', '乙', '丙'], ...(percent === undefined ? {} : { percent }) } });

test('all sign: it passes when all agree and fails with the first who does not', () => {
  let task = countersign('all');
  assert.deepEqual(responsibleFor(task), ['甲', '乙', '丙']);
  task = make(make(task, sign('乙')), sign('甲'));
  assert.deepEqual(responsibleFor(task), ['丙']);
  assert.match(refusal(task, sign('甲')), /没有轮到/);
  assert.deepEqual([make(task, sign('丙')).status, make(task, sign('丙')).countersign?.passed], ['done', true]);
  assert.equal(make(task, sign('丙', false)).countersign?.passed, false);
});

test('with a percentage it ends as soon as enough agree or enough no longer can', () => {
  const first = make(countersign('all', 60), sign('甲'));
  assert.equal(first.status, 'open');
  assert.deepEqual(make(first, sign('乙')).countersign?.passed, true);
  const against = make(first, sign('乙', false));
  assert.equal(against.status, 'open', 'one more can still make 60 percent of three');
  assert.equal(make(against, sign('丙', false)).countersign?.passed, false);
});

test('any one: the first signature decides, either way', () => {
  assert.equal(make(countersign('any'), sign('丙')).countersign?.passed, true);
  assert.equal(make(countersign('any'), sign('乙', false)).countersign?.passed, false);
});

test('in turn: one after the other, in order', () => {
  let task = countersign('inTurn');
  assert.deepEqual(responsibleFor(task), ['甲']);
  assert.match(refusal(task, sign('乙')), /没有轮到/);
  task = make(make(task, sign('甲')), sign('乙'));
  assert.equal(make(task, sign('丙')).countersign?.passed, true);
});

test('a countersign somebody asked for gives the task back with the result', () => {
  let task = make(newTask({ assignee: '主办' }), { type: 'countersign', by: '主办', mode: 'all', signers: ['甲', '乙', '甲'] });
  assert.match(refusal(task, { type: 'complete', by: '主办' }), /会签正在进行/);
  assert.match(refusal(task, { type: 'claim', by: '丁' }), /会签人员/);
  task = make(make(task, sign('甲')), sign('乙', false));
  assert.deepEqual([task.status, task.countersign?.passed, responsibleFor(task)], ['open', false, ['主办']]);
  assert.equal(make(task, { type: 'complete', by: '主办' }).status, 'done');
  assert.match(refusal(newTask({ assignee: '主办' }), { type: 'countersign', by: '主办', mode: 'all', signers: [] }), /1 到 50/);
  assert.match(refusal(newTask({ assignee: '主办' }), { type: 'countersign', by: '主办', mode: 'all', percent: 101, signers: ['甲'] }), /1 到 100/);
});

test('a signer added before a plain task is asked first, one added after handles it next', () => {
  let task = make(newTask({ assignee: '甲' }), { type: 'addSigner', by: '甲', person: '乙', place: 'before' });
  assert.deepEqual(responsibleFor(task), ['乙']);
  task = make(task, sign('乙'));
  assert.deepEqual(responsibleFor(task), ['甲']);
  task = make(task, { type: 'addSigner', by: '甲', person: '丙', place: 'after' });
  task = make(task, { type: 'complete', by: '甲' });
  assert.deepEqual([task.status, responsibleFor(task)], ['open', ['丙']]);
  assert.equal(make(task, { type: 'complete', by: '丙' }).status, 'done');
});

test('a signer added to a countersign signs before or after the one who added', () => {
  const before = make(countersign('all'), { type: 'addSigner', by: '甲', person: '丁', place: 'before' });
  assert.deepEqual(responsibleFor(before).toSorted(), ['丁', '丙', '乙'].toSorted());
  assert.deepEqual(responsibleFor(make(before, sign('丁'))).toSorted(), ['甲', '丙', '乙'].toSorted());
  const after = make(countersign('all'), { type: 'addSigner', by: '甲', person: '丁', place: 'after' });
  assert.ok(!responsibleFor(after).includes('丁'));
  assert.ok(responsibleFor(make(after, sign('甲'))).includes('丁'));
  const turn = make(countersign('inTurn'), { type: 'addSigner', by: '甲', person: '丁', place: 'before' });
  assert.deepEqual(responsibleFor(turn), ['丁']);
  assert.match(refusal(turn, { type: 'addSigner', by: '丁', person: '乙', place: 'after' }), /已经在办理人员中/);
});

test('a signer is removed by who asked or added, before signing; what waited for the signature goes on', () => {
  let task = make(newTask({ assignee: '主办' }), { type: 'countersign', by: '主办', mode: 'all', signers: ['甲', '乙'] });
  task = make(task, { type: 'addSigner', by: '甲', person: '丁', place: 'before' });
  assert.match(refusal(task, { type: 'removeSigner', by: '乙', person: '丁' }), /只有发起会签的人或加签的人/);
  const removed = make(task, { type: 'removeSigner', by: '甲', person: '丁' });
  assert.deepEqual(responsibleFor(removed), ['甲', '乙']);
  task = make(task, sign('丁'));
  assert.match(refusal(task, { type: 'removeSigner', by: '主办', person: '丁' }), /已经签署/);
  const decided = make(make(task, sign('甲')), { type: 'removeSigner', by: '主办', person: '乙' });
  assert.equal(decided.countersign?.passed, true, 'all who are left have agreed');
  const single = make(newTask({ assignee: '主办' }), { type: 'countersign', by: '主办', mode: 'all', signers: ['甲'] });
  assert.match(refusal(single, { type: 'removeSigner', by: '主办', person: '甲' }), /至少/);
});

test('a signer hands the turn to another', () => {
  const task = make(countersign('inTurn'), { type: 'transfer', by: '甲', to: '丁' });
  assert.deepEqual(responsibleFor(task), ['丁']);
  assert.match(refusal(countersign('all'), { type: 'transfer', by: '甲', to: '乙' }), /已经是会签人员/);
});

test('urging counts, copies are kept once', () => {
  let task = newTask({ assignee: '甲' });
  task = make(make(task, { type: 'urge', by: '乙' }), { type: 'urge', by: '乙' });
  task = make(make(task, { type: 'copyTo', by: '甲', people: ['丙', '丁'] }), { type: 'copyTo', by: '甲', people: ['丁'] });
  assert.deepEqual([task.urged, task.copies], [2, ['丙', '丁']]);
  assert.match(refusal(newTask({}), { type: 'urge', by: '乙' }), /还没有办理人/);
});

test('a step allows only the moves it names, besides handling', () => {
  const task = newTask({ assignee: '甲', actions: ['transfer'] });
  const allowed = taskMoves.filter((name) => taskMoveFault(task, name, { person: '甲' }) === null);
  assert.deepEqual(allowed, ['transfer']);
  assert.equal(taskMoveFault(task, 'complete', { person: '甲' }), null);
});

test('a task closed with its token takes no moves', () => {
  assert.match(refusal(closeTask(newTask({ assignee: '甲' })), { type: 'complete', by: '甲' }), /已经关闭/);
});

const people = fc.constantFrom('甲', '乙', '丙', '丁', '戊');
const anyMove: fc.Arbitrary<TaskMove> = fc.oneof(
  fc.record({ type: fc.constantFrom('claim', 'release', 'resolve', 'urge', 'complete'), by: fc.record({ person: people }) }),
  fc.record({ type: fc.constantFrom('transfer', 'delegate'), by: fc.record({ person: people }), to: people }),
  fc.record({ type: fc.constant('sign'), by: fc.record({ person: people }), agrees: fc.boolean() }),
  fc.record({ type: fc.constant('addSigner'), by: fc.record({ person: people }), person: people, place: fc.constantFrom('before', 'after') }),
  fc.record({ type: fc.constant('removeSigner'), by: fc.record({ person: people }), person: people }),
  fc.record({ type: fc.constant('countersign'), by: fc.record({ person: people }), mode: fc.constantFrom('all', 'any', 'inTurn'), signers: fc.array(people, { maxLength: 4 }), percent: fc.integer({ min: 1, max: 100 }) }),
) as fc.Arbitrary<TaskMove>;

test('whatever people do, a task is either over, free to claim, or somebody’s turn; and who is named is named once', () => {
  const starts = [newTask({}), newTask({ assignee: '甲' }), ...(['all', 'any', 'inTurn'] as const).map((mode) => countersign(mode))];
  fc.assert(
    fc.property(fc.constantFrom(...starts), fc.array(anyMove, { maxLength: 25 }), (task, moves) => {
      for (const move of moves) {
        const before = JSON.stringify(task);
        const result = moveTask(task, move);
        assert.equal(JSON.stringify(task), before);
        if ('refused' in result) continue;
        task = JSON.parse(JSON.stringify(result.task)) as Task;
        const turn = responsibleFor(task);
        assert.ok(task.status !== 'open' || turn.length > 0 || task.assignee === null, JSON.stringify(task));
        if (task.countersign && task.countersign.passed === undefined) assert.ok(turn.length > 0);
        const signers = task.countersign?.signers.map((signer) => signer.person) ?? [];
        assert.equal(new Set(signers).size, signers.length);
      }
    }),
    { numRuns: 500 },
  );
});
