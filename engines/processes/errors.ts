import { defineErrors } from '../../kernel/errors.ts';

/** Refusals of the engine: the state stays as it was. */
export const processErrors = defineErrors('process-engine', {
  notWaiting: { kind: 'conflict', text: '这个环节已经办理或已经关闭，请刷新后再试' },
  wrongEvent: { kind: 'conflict', text: '“{step}”现在不能这样处理' },
  finished: { kind: 'conflict', text: '流程已经结束' },
  alreadyStarted: { kind: 'conflict', text: '流程已经启动' },
  notStarted: { kind: 'conflict', text: '流程还没有启动' },
  noStart: { kind: 'invalid', text: '流程没有这个开始事件' },
  suspended: { kind: 'conflict', text: '流程已中止（依据：{basis}），恢复后才能办理' },
  notSuspended: { kind: 'conflict', text: '流程没有中止' },
  cannotMove: { kind: 'conflict', text: '{reason}' },
  stuck: { kind: 'invalid', text: '{text}' },
  crowded: { kind: 'invalid', text: '流程中同时进行的环节过多，不能再增加，请联系流程管理员' },
  runaway: { kind: 'invalid', text: '流程在一步之内经过的环节过多，可能有不会停下的循环，请联系流程管理员' },
});
