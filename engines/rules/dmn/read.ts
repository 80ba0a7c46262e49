import type { DecisionProblem } from '../problems.ts';
import { hitPolicies } from '../model.ts';
import type { Aggregation, Decision, DecisionModel, DecisionTable, HitPolicy, KnowledgeModel, LiteralExpression, Place, TypeDefinition } from '../model.ts';
import type { DefinitionsElement, DrgElement, ItemDefinitionElement, LogicElement } from './elements.ts';
import { readType } from './type-names.ts';
import { parseXml, unreadable } from './xml.ts';

/**
 * Reads a DMN file (versions 1.2 to 1.5) into a decision model.
 *
 * What the platform does not run (invocations, boxed contexts, imported models) is refused rather than dropped.
 *
 * @throws rules.unreadable with all problems in `detail.problems`
 */
export async function readDmn(xml: string): Promise<DecisionModel> {
  const definitions = (await parseXml(xml)) as DefinitionsElement;
  const reading: Reading = { problems: [], places: placesOf(definitions) };
  const elements = definitions.drgElement ?? [];
  const model: DecisionModel = {
    id: definitions.id ?? '',
    name: definitions.name ?? '',
    types: (definitions.itemDefinition ?? []).map((item) => readTypeDefinition(reading, item)),
    inputs: elements.filter(isType('InputData')).map((element) => ({ ...headOf(reading, element), type: readType(element.variable?.typeRef) })),
    knowledge: elements.filter(isType('BusinessKnowledgeModel')).map((element) => readKnowledge(reading, element)),
    decisions: elements.filter(isType('Decision')).map((element) => readDecision(reading, element)),
  };
  if (reading.problems.length > 0) throw unreadable(reading.problems.map(({ message }) => message).join('；'), reading.problems);
  return model;
}

type Reading = { readonly problems: DecisionProblem[]; readonly places: ReadonlyMap<string, Place> };

const isType =
  (type: string) =>
  (element: DrgElement): boolean =>
    element.$type === `dmn:${type}`;

function refuse(reading: Reading, decision: string, message: string): void {
  reading.problems.push({ decision, rule: null, column: null, message: `“${decision}”${message}`, from: null, to: null });
}

function placesOf({ dmnDI }: DefinitionsElement): Map<string, Place> {
  const shapes = (dmnDI?.diagrams ?? []).flatMap(({ diagramElements }) => diagramElements ?? []);
  return new Map(
    shapes.flatMap(({ dmnElementRef, bounds }) =>
      dmnElementRef?.id !== undefined && bounds ? [[dmnElementRef.id, { x: bounds.x ?? 0, y: bounds.y ?? 0, width: bounds.width ?? 0, height: bounds.height ?? 0 }] as const] : [],
    ),
  );
}

const headOf = ({ places }: Reading, { id = '', name = '' }: DrgElement) => ({ id, name: name.trim() === '' ? id : name, place: places.get(id) ?? null });

function readTypeDefinition(reading: Reading, item: ItemDefinitionElement): TypeDefinition {
  const fields = item.itemComponent ?? [];
  const nested = fields.find(({ itemComponent = [] }) => itemComponent.length > 0);
  if (nested) refuse(reading, item.name ?? '', `的字段“${nested.name ?? ''}”含有下级字段，请单独定义成类型`);
  return {
    id: item.id ?? '',
    name: item.name ?? '',
    type: readType(item.typeRef),
    list: item.isCollection ?? false,
    values: textOf(item.allowedValues),
    fields: fields.map((field) => ({ name: field.name ?? '', type: readType(field.typeRef), list: field.isCollection ?? false })),
  };
}

const textOf = (element: { readonly text?: string } | undefined): string | null => (element?.text === undefined || element.text.trim() === '' ? null : element.text);

function readKnowledge(reading: Reading, element: DrgElement): KnowledgeModel {
  const head = headOf(reading, element);
  const { formalParameter = [], body } = element.encapsulatedLogic ?? {};
  if (body?.$type !== 'dmn:LiteralExpression') refuse(reading, head.name, '的内容须是一个表达式');
  return {
    ...head,
    parameters: formalParameter.map(({ name = '', typeRef }) => ({ name, type: readType(typeRef) })),
    body: body?.text ?? '',
    requires: requirementsOf(element),
  };
}

function readDecision(reading: Reading, element: DrgElement): Decision {
  const head = headOf(reading, element);
  return {
    ...head,
    question: element.question ?? '',
    type: readType(element.variable?.typeRef ?? (element.decisionLogic?.$type === 'dmn:LiteralExpression' ? element.decisionLogic.typeRef : undefined)),
    requires: requirementsOf(element),
    logic: readLogic(reading, head.name, element.decisionLogic),
  };
}

function requirementsOf({ informationRequirement = [], knowledgeRequirement = [] }: DrgElement): string[] {
  return [...informationRequirement, ...knowledgeRequirement]
    .map(({ requiredInput, requiredDecision, requiredKnowledge }) => (requiredInput ?? requiredDecision ?? requiredKnowledge)?.href ?? '')
    .map((href) => href.replace(/^.*#/, ''));
}

function readLogic(reading: Reading, name: string, logic: LogicElement | undefined): DecisionTable | LiteralExpression {
  if (logic?.$type === 'dmn:DecisionTable') return readTable(reading, name, logic);
  if (!logic) refuse(reading, name, '没有内容，须填写决策表或表达式');
  else if (logic.$type !== 'dmn:LiteralExpression') refuse(reading, name, `的内容是 ${logic.$type.replace('dmn:', '')}，目前只支持决策表和表达式`);
  return { kind: 'expression', text: logic?.text ?? '' };
}

function readTable(reading: Reading, name: string, table: LogicElement): DecisionTable {
  const policy = table.hitPolicy ?? 'UNIQUE';
  if (!hitPolicies.includes(policy as HitPolicy)) refuse(reading, name, `的命中策略“${policy}”不认识`);
  return {
    kind: 'table',
    hitPolicy: policy as HitPolicy,
    aggregation: policy === 'COLLECT' ? ((table.aggregation as Aggregation | undefined) ?? null) : null,
    inputs: (table.input ?? []).map(({ id = '', label = '', inputExpression, inputValues }) => ({
      id,
      label,
      expression: inputExpression?.text ?? '',
      type: readType(inputExpression?.typeRef),
      values: textOf(inputValues),
    })),
    outputs: (table.output ?? []).map(({ id = '', name: output = '', label = '', typeRef, outputValues, defaultOutputEntry }) => ({
      id,
      name: output,
      label,
      type: readType(typeRef),
      values: textOf(outputValues),
      otherwise: textOf(defaultOutputEntry),
    })),
    annotations: (table.annotation ?? []).map((annotation) => annotation.name ?? ''),
    rules: (table.rule ?? []).map(({ id = '', inputEntry = [], outputEntry = [], annotationEntry = [] }) => ({
      id,
      inputs: inputEntry.map(({ text = '' }) => text),
      outputs: outputEntry.map(({ text = '' }) => text),
      annotations: annotationEntry.map(({ text = '' }) => text),
    })),
  };
}
