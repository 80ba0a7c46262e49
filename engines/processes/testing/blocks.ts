import fc from 'fast-check';
import {
  boundary, caught, drawing, end, flow, flows, gateway, message, multi, roots, service, start, sub, timer, times, until, user,
} from './drawing.ts';

/** A well-structured model: every way in has one way out, so that what may be active at once is known from the structure alone. */
export type Block =
  | { readonly kind: 'task' | 'service' | 'call' | 'receive' }
  | { readonly kind: 'many'; readonly sequential: boolean; readonly count: number; readonly enough: boolean }
  | { readonly kind: 'sequence' | 'exclusive' | 'parallel' | 'inclusive' | 'race'; readonly parts: readonly Block[] }
  | { readonly kind: 'loop' | 'sub' | 'manySubs'; readonly body: Block }
  /** An activity with a timer on it, and what happens when the timer interrupts it or runs beside it. */
  | { readonly kind: 'timed' | 'reminded'; readonly host: Block; readonly after: Block };

/** A block with ids, and its place in the drawing: `first` is entered, `last` is left. */
export type Placed = {
  readonly block: Block;
  readonly id: string;
  readonly first: string;
  readonly last: string;
  readonly parts: readonly Placed[];
  readonly xml: string;
};

const task: Block = { kind: 'task' };
const step = fc.constantFrom<Block>(task, task, task, task, { kind: 'service' }, { kind: 'call' }, { kind: 'receive' });

const many: fc.Arbitrary<Block> = fc.record({ kind: fc.constant('many' as const), sequential: fc.boolean(), count: fc.integer({ min: 0, max: 3 }), enough: fc.boolean() });

/** Random blocks, nested three deep. */
export const anyBlock: fc.Arbitrary<Block> = fc.letrec<{ block: Block }>((tie) => {
  const parts = (min: number) => fc.array(tie('block'), { minLength: min, maxLength: 3, depthIdentifier: 'blocks' });
  return {
    block: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'blocks' },
      step,
      many,
      fc.record({ kind: fc.constant('sequence' as const), parts: parts(2) }),
      fc.record({ kind: fc.constantFrom('exclusive' as const, 'parallel' as const, 'inclusive' as const, 'race' as const), parts: parts(2) }),
      { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('parallel' as const, 'inclusive' as const), parts: parts(2) }) },
      fc.record({ kind: fc.constantFrom('loop' as const, 'sub' as const, 'manySubs' as const), body: tie('block') }),
      fc.record({ kind: fc.constantFrom('timed' as const, 'reminded' as const), host: step, after: tie('block') }),
      fc.record({ kind: fc.constantFrom('timed' as const, 'reminded' as const), host: fc.record({ kind: fc.constant('sub' as const), body: tie('block') }), after: tie('block') }),
    ),
  };
}).block;

/** Draws a block as a whole process that begins and ends with a task. */
export function drawBlock(block: Block): { readonly xml: string; readonly root: Placed } {
  const root = place({ kind: 'sequence', parts: [{ kind: 'task' }, block, { kind: 'task' }] }, { next: 0 });
  return { root, xml: drawing(start() + root.xml + end() + flow('s', root.first) + flow(root.last, 'e'), roots) };
}

type Counter = { next: number };

function place(block: Block, counter: Counter): Placed {
  const id = `${block.kind}${(counter.next += 1)}`;
  switch (block.kind) {
    case 'task':
      return single(block, id, user(id));
    case 'service':
      return single(block, id, service(id));
    case 'call':
      return single(block, id, `<callActivity id="${id}" name="${id}" calledElement="other"/>`);
    case 'receive':
      return single(block, id, `<receiveTask id="${id}" name="${id}" messageRef="M"/>`);
    case 'many':
      return single(block, id, user(id, multi(block.sequential ? 'isSequential="true"' : '', times(String(block.count)) + (block.enough ? until('numberOfCompletedInstances >= 2') : ''))));
    case 'sequence':
      return sequence(block, id, block.parts.map((part) => place(part, counter)));
    case 'loop':
      return loop(block, id, place({ kind: 'sequence', parts: [{ kind: 'task' }, block.body] }, counter));
    case 'sub':
    case 'manySubs':
      return subProcess(block, id, place(block.body, counter));
    case 'timed':
    case 'reminded':
      return withTimer(block, id, [place(block.host, counter), place(block.after, counter)], counter);
    default:
      return split(block, id, block.parts.map((part) => place(part, counter)));
  }
}

const single = (block: Block, id: string, xml: string): Placed => ({ block, id, first: id, last: id, parts: [], xml });

function sequence(block: Block, id: string, parts: readonly Placed[]): Placed {
  const links = parts.slice(1).map((part, at) => flow(parts[at]?.last ?? '', part.first));
  return { block, id, parts, first: parts[0]?.first ?? '', last: parts.at(-1)?.last ?? '', xml: parts.map((part) => part.xml).join('') + links.join('') };
}

/** Conditions read `r`, which every completion sets anew; the last branch is the default. */
function split(block: Block, id: string, parts: readonly Placed[]): Placed {
  if (block.kind === 'race') return race(block, id, parts);
  const kind = block.kind as 'exclusive' | 'parallel' | 'inclusive';
  const [from, to] = [`${id}s`, `${id}j`];
  const ways = parts.map((part, at) => {
    const chosen = kind === 'parallel' || at === parts.length - 1 ? undefined : `r > ${30 + at * 20}`;
    return flow(from, part.first, chosen) + flow(part.last, to) + part.xml;
  });
  const preset = kind === 'parallel' ? undefined : `${from}_${parts.at(-1)?.first}`;
  return { block, id, parts, first: from, last: to, xml: gateway(kind, from, preset) + gateway(kind, to) + ways.join('') };
}

function race(block: Block, id: string, parts: readonly Placed[]): Placed {
  const [from, to] = [`${id}s`, `${id}j`];
  const ways = parts.map((part, at) => caught(`${id}c${at}`, at === 0 ? timer() : message()) + flows(`${from} > ${id}c${at} > ${part.first}`) + flow(part.last, to) + part.xml);
  return { block, id, parts, first: from, last: to, xml: gateway('eventBased', from) + gateway('exclusive', to) + ways.join('') };
}

function loop(block: Block, id: string, body: Placed): Placed {
  const [merge, choose, out] = [`${id}m`, `${id}x`, `${id}o`];
  const xml = gateway('exclusive', merge) + gateway('exclusive', choose, `${choose}_${out}`) + gateway('exclusive', out) + body.xml;
  return { block, id, parts: [body], first: merge, last: out, xml: xml + flows(`${merge} > ${body.first}`, `${body.last} > ${choose} > ${out}`) + flow(choose, merge, 'r > 60') };
}

function subProcess(block: Block, id: string, body: Placed): Placed {
  const inner = start(`${id}s`) + body.xml + end(`${id}e`) + flow(`${id}s`, body.first) + flow(body.last, `${id}e`);
  return { block, id, parts: [body], first: id, last: id, xml: sub(id, inner, block.kind === 'manySubs' ? multi('', times('2')) : '') };
}

/** Each timer has a duration of its own, by which another engine's timers can be told apart. */
function withTimer(block: Block, id: string, [host, after]: readonly [Placed, Placed], counter: Counter): Placed {
  const [event, out] = [`${id}t`, `${id}o`];
  const xml = host.xml + after.xml + boundary(event, host.id, timer(`P${counter.next}D`), block.kind === 'timed') + flow(event, after.first);
  if (block.kind === 'reminded') return { block, id, parts: [host, after], first: host.first, last: host.last, xml: xml + end(out) + flow(after.last, out) };
  return { block, id, parts: [host, after], first: host.first, last: out, xml: xml + gateway('exclusive', out) + flow(host.last, out) + flow(after.last, out) };
}
