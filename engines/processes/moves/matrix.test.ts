import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { boundary, end, eventSub, flows, gateway, multi, service, signal, start, sub, timer, user, users } from '../testing/drawing.ts';
import { at, done, happen, places, send, startOf, type Instance } from '../testing/instance.ts';
import type { Event } from '../traffic.ts';

/**
 * Every move of people against every shape a step can have.
 *
 * Each instance has completed `p` and stands at `x`; `z` comes after the shape. A cell is where the instance stands after the
 * move (nothing: it is over), or why the move is refused.
 */
type Cell = readonly string[] | RegExp;
type Row = { readonly body: string; readonly begin?: (instance: Instance) => void; readonly cells: { readonly [move: string]: Cell } };

const line = (x: string, rest = '') => start() + users('p', 'z') + x + end() + flows('s > p > x > z > e') + rest;

const notHuman = /人工环节/;
const forbidden = /不中断主流程的事件子流程/;
const noWayBack = /不能直接回到本环节/;

const eventBody = (interrupting: boolean) =>
  start() + users('p', 'w', 'z') + end() + flows('s > p > w > z > e') +
  eventSub('es', `<startEvent id="es1" isInterrupting="${interrupting}">${signal}</startEvent>` + users('x') + end('ee') + flows('es1 > x > ee'));

const shapes: { readonly [shape: string]: Row } = {
  'a plain step': {
    body: line(users('x')),
    cells: { complete: ['z'], return: ['p'], returnThenBack: ['p'], withdraw: ['p'], jump: ['z'], jumpBack: ['p'], terminate: [], suspend: ['x'] },
  },
  'a step with its own allowed actions': {
    body: line(user('x', '', 'yiwang:actions="transfer"')),
    cells: { complete: ['z'], return: /不允许退回/, returnThenBack: /不允许退回/, withdraw: ['p'], jump: ['z'], jumpBack: ['p'], terminate: [], suspend: ['x'] },
  },
  'a step in a parallel branch': {
    body: start() + users('p', 'x', 'y', 'z') + gateway('parallel', 'f') + gateway('parallel', 'j') + end() + flows('s > p > f > x > j > z > e', 'f > y > j'),
    cells: { complete: ['j', 'y'], return: ['p'], returnThenBack: noWayBack, withdraw: ['p'], jump: ['z'], jumpBack: ['p'], terminate: [], suspend: ['x', 'y'] },
  },
  'a step of several signers': {
    body: line(user('x', multi('yiwang:collection="[1, 2]"'))),
    cells: { complete: ['x', 'x'], return: ['p'], returnThenBack: ['p'], withdraw: ['p'], jump: ['z'], jumpBack: ['p'], terminate: [], suspend: ['x', 'x', 'x'] },
  },
  'a step of signers in turn': {
    body: line(user('x', multi('isSequential="true" yiwang:collection="[1, 2]"'))),
    cells: { complete: ['x', 'x'], return: ['p'], returnThenBack: ['p'], withdraw: ['p'], jump: ['z'], jumpBack: ['p'], terminate: [], suspend: ['x', 'x'] },
  },
  'a step in a sub-process': {
    body: start() + users('p', 'z') + sub('p1', start('is') + users('x') + end('ie') + flows('is > x > ie')) + end() + flows('s > p > p1 > z > e'),
    cells: { complete: ['z'], return: ['p'], returnThenBack: noWayBack, withdraw: ['p'], jump: ['z'], jumpBack: ['p'], terminate: [], suspend: ['p1', 'x'] },
  },
  'a step in one of several sub-processes': {
    body: start() + users('p', 'z') + sub('p1', start('is') + users('x') + end('ie') + flows('is > x > ie'), multi('yiwang:collection="[1, 2]"')) + end() + flows('s > p > p1 > z > e'),
    cells: { complete: ['p1', 'p1', 'x'], return: ['p'], returnThenBack: noWayBack, withdraw: ['p'], jump: ['z'], jumpBack: ['p'], terminate: [], suspend: ['p1', 'p1', 'p1', 'x', 'x'] },
  },
  'a step with a timer that interrupts': {
    body: line(users('x', 'late'), boundary('t', 'x', timer()) + flows('t > late > e')),
    cells: { complete: ['z'], return: ['p'], returnThenBack: ['p'], withdraw: ['p'], jump: ['z'], jumpBack: ['p'], terminate: [], suspend: ['x'] },
  },
  'a step whose reminder is open': {
    body: line(users('x', 'r'), boundary('t', 'x', timer(), false) + flows('t > r > e')),
    begin: (instance) => happen(instance, 't'),
    cells: { complete: ['r', 'z'], return: ['p'], returnThenBack: noWayBack, withdraw: ['p'], jump: ['r', 'z'], jumpBack: ['p'], terminate: [], suspend: ['r', 'x'] },
  },
  'the reminder of a step': {
    body: start() + users('p', 'w', 'z', 'x') + boundary('t', 'w', timer(), false) + end() + flows('s > p > w > z > e', 't > x > e'),
    begin: (instance) => happen(instance, 't'),
    cells: { complete: ['w'], return: /边界事件引出/, returnThenBack: /边界事件引出/, withdraw: ['p'], jump: /边界事件引出/, jumpBack: /边界事件引出/, terminate: [], suspend: ['w', 'x'] },
  },
  'a step in an event sub-process that interrupts': {
    body: eventBody(true),
    begin: (instance) => happen(instance, 'es1'),
    cells: { complete: [], return: ['p'], returnThenBack: noWayBack, withdraw: /已经办理/, jump: ['z'], jumpBack: ['p'], terminate: [], suspend: ['es', 'x'] },
  },
  'a step in an event sub-process that does not interrupt': {
    body: eventBody(false),
    begin: (instance) => happen(instance, 'es1'),
    cells: { complete: ['w'], return: forbidden, returnThenBack: forbidden, withdraw: ['es', 'p', 'x'], jump: forbidden, jumpBack: forbidden, terminate: [], suspend: ['es', 'w', 'x'] },
  },
  'a call activity': {
    body: line('<callActivity id="x" name="x" calledElement="other"/>'),
    cells: { complete: ['z'], return: notHuman, returnThenBack: notHuman, withdraw: /自动办理/, jump: ['z'], jumpBack: ['p'], terminate: [], suspend: ['x'] },
  },
  'a service': {
    body: line(service('x')),
    cells: { complete: ['z'], return: notHuman, returnThenBack: notHuman, withdraw: /自动办理/, jump: ['z'], jumpBack: ['p'], terminate: [], suspend: ['x'] },
  },
  'a wait for a message': {
    body: line('<receiveTask id="x" name="x" messageRef="M"/>'),
    cells: { complete: ['z'], return: notHuman, returnThenBack: notHuman, withdraw: ['p'], jump: ['z'], jumpBack: ['p'], terminate: [], suspend: ['x'] },
  },
};

function answer(instance: Instance): Event {
  const { id: token, wait } = at(instance, 'x');
  if (wait === 'service') return { type: 'completeService', token };
  if (wait === 'message') return { type: 'messageArrived', token };
  if (wait === 'call') return { type: 'calledFinished', token, outcome: { kind: 'completed' } };
  return { type: 'completeTask', token };
}

const moves: { readonly [move: string]: (instance: Instance, completed: number) => Event } = {
  complete: (instance) => answer(instance),
  return: (instance) => ({ type: 'returnTo', token: at(instance, 'x').id, to: 'p' }),
  returnThenBack: (instance) => ({ type: 'returnTo', token: at(instance, 'x').id, to: 'p', thenBack: true }),
  withdraw: (_, completed) => ({ type: 'withdraw', completed }),
  jump: (instance) => ({ type: 'jump', token: at(instance, 'x').id, to: 'z' }),
  jumpBack: (instance) => ({ type: 'jump', token: at(instance, 'x').id, to: 'p' }),
  terminate: () => ({ type: 'terminate', reason: '试验' }),
  suspend: () => ({ type: 'suspend', basis: '试验' }),
};

for (const [shape, { body, begin, cells }] of Object.entries(shapes)) {
  describe(shape, () => {
    for (const [name, move] of Object.entries(moves)) {
      test(`${name} is defined`, async () => {
        const instance = await startOf(body);
        const completed = at(instance, 'p').id;
        done(instance, 'p');
        begin?.(instance);
        const event = move(instance, completed);
        const expected = cells[name];
        assert.ok(expected, 'every cell is filled');
        if (expected instanceof RegExp) return assert.throws(() => send(instance, event), { code: 'process-engine.cannotMove', message: expected });
        send(instance, event);
        assert.deepEqual(places(instance), expected);
        if (name === 'suspend') {
          send(instance, { type: 'resume' });
          send(instance, answer(instance));
          const unsuspended = await startOf(body);
          done(unsuspended, 'p');
          begin?.(unsuspended);
          send(unsuspended, answer(unsuspended));
          assert.deepEqual(places(instance), places(unsuspended), 'suspended and resumed, it goes on as if nothing had been');
        }
        if (name === 'returnThenBack') {
          done(instance, 'p');
          assert.ok(places(instance).includes('x'), 'straight back at the step that returned');
        }
      });
    }
  });
}
