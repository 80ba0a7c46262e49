import type { Context } from '../../../kernel/context.ts';
import { publishProcess } from './actions/publish.ts';
import { startProcess } from './actions/instances.ts';

const head = '<?xml version="1.0" encoding="UTF-8"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:yiwang="https://yiwang.example/bpmn" targetNamespace="test">';

/** A drawing from its elements; sequence flows are given as `from>to` or `from>to:condition`. */
export function drawing(elements: string, flows: readonly string[]): string {
  const drawn = flows.map((flow, index) => {
    const [, from, to, condition] = /^(\w+)>(\w+)(?::(.+))?$/.exec(flow) ?? [];
    return `<sequenceFlow id="f${index}" sourceRef="${from}" targetRef="${to}">${condition ? `<conditionExpression>${condition.replaceAll('<', '&lt;')}</conditionExpression>` : ''}</sequenceFlow>`;
  });
  return `${head}<process id="p" isExecutable="true">${elements}${drawn.join('')}</process></definitions>`;
}

/** A user task for a role. */
export const step = (id: string, role: string, extra = ''): string =>
  `<userTask id="${id}" name="${id}" yiwang:formStep="${id}"><extensionElements><yiwang:candidates role="${role}"/></extensionElements>${extra}</userTask>`;

/** Publishes a drawing and starts it about a record; returns the instance's id. */
export async function aProcess(ctx: Context, given: { xml: string; subject?: string; unitId: string; variables?: Record<string, string | number | boolean> }): Promise<string> {
  const { definitionId } = await publishProcess(ctx, { key: `test-${given.subject ?? 'x'}`, title: '测试流程', xml: given.xml });
  return startProcess(ctx, { definitionId, subject: given.subject ?? 'cases/1', unitId: given.unitId, variables: given.variables ?? {} });
}
