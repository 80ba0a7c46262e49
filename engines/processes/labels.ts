import type { Node, NodeKind } from './graph.ts';
import type { Place } from './problems.ts';

/** What people call the kinds of nodes. */
export const kindLabels: { readonly [kind in NodeKind]: string } = {
  userTask: '用户任务',
  manualTask: '人工任务',
  serviceTask: '服务任务',
  sendTask: '发送任务',
  ruleTask: '业务规则任务',
  scriptTask: '脚本任务',
  receiveTask: '接收任务',
  call: '调用活动',
  subProcess: '子流程',
  eventSubProcess: '事件子流程',
  exclusive: '排他网关',
  parallel: '并行网关',
  inclusive: '包容网关',
  eventBased: '事件网关',
  start: '开始事件',
  end: '结束事件',
  catch: '中间捕获事件',
  throw: '中间抛出事件',
  boundary: '边界事件',
};

/** Names a node in a message. */
export const placeOf = (node: Node): Place => ({ label: kindLabels[node.kind], id: node.id, name: node.name });

/** The short name of a node for people: its own name, or its kind. */
export const titleOf = (node: Node): string => node.name ?? kindLabels[node.kind];
