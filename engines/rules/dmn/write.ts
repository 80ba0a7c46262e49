import { DmnModdle } from 'dmn-moddle';
import type { Decision, DecisionModel, DecisionTable, KnowledgeModel, Place, TypeDefinition } from '../model.ts';
import { reporter } from '../compile/checking.ts';
import { checkIds } from '../compile/ids.ts';
import { invalidModel } from '../problems.ts';
import type { DecisionProblem } from '../problems.ts';
import { layOut } from './layout.ts';
import { writeType } from './type-names.ts';

/**
 * Writes a decision model as DMN 1.3 with its diagram, which is what dmn-js opens.
 *
 * @throws rules.invalidModel when an id is not an ASCII name, or there twice
 */
export async function writeDmn(model: DecisionModel): Promise<string> {
  const problems: DecisionProblem[] = [];
  checkIds(model, reporter(problems));
  if (problems.length > 0) throw invalidModel(problems);
  const moddle = new DmnModdle();
  const writer: Writer = { create: (type, properties) => moddle.create(type, withoutUndefined(properties)) };
  const ids = kindsById(model);
  const elements = new Map<string, object>([
    ...model.inputs.map(({ id, name, type }) => [id, writer.create('dmn:InputData', { id, name, variable: variable(writer, id, name, type) })] as const),
    ...model.knowledge.map((knowledge) => [knowledge.id, writeKnowledge(writer, knowledge)] as const),
    ...model.decisions.map((decision) => [decision.id, writeDecision(writer, decision, ids)] as const),
  ]);
  const definitions = writer.create('dmn:Definitions', {
    id: model.id,
    name: model.name,
    namespace: 'https://yiwang.example/dmn',
    itemDefinition: model.types.map((type) => writeTypeDefinition(writer, type)),
    drgElement: [...elements.values()],
    dmnDI: writeDiagram(writer, model, elements),
  });
  return (await moddle.toXML(definitions, { format: true })).xml;
}

type Writer = { readonly create: (type: string, properties: Record<string, unknown>) => object };
type Kind = 'Input' | 'Decision' | 'Knowledge';

/** moddle would write what is undefined as text. */
const withoutUndefined = (properties: Record<string, unknown>): object => Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined && value !== null && value !== ''));

function kindsById({ inputs, knowledge, decisions }: DecisionModel): Map<string, Kind> {
  const of = (kind: Kind, elements: readonly { readonly id: string }[]) => elements.map(({ id }) => [id, kind] as const);
  return new Map([...of('Input', inputs), ...of('Knowledge', knowledge), ...of('Decision', decisions)]);
}

const variable = ({ create }: Writer, id: string, name: string, type: string): object => create('dmn:InformationItem', { id: `${id}_variable`, name, typeRef: writeType(type) });

const tests = ({ create }: Writer, id: string, text: string | null): object | null => (text === null ? null : create('dmn:UnaryTests', { id, text }));

const literal = ({ create }: Writer, id: string, text: string | null, type?: string): object | null =>
  text === null ? null : create('dmn:LiteralExpression', { id, text, typeRef: type === undefined ? undefined : writeType(type) });

function writeTypeDefinition(writer: Writer, { id, name, type, list, values, fields }: TypeDefinition): object {
  return writer.create('dmn:ItemDefinition', {
    id,
    name,
    // DMN gives a type either a base or fields.
    typeRef: fields.length > 0 ? undefined : writeType(type),
    isCollection: list ? true : undefined,
    allowedValues: tests(writer, `${id}_values`, values),
    itemComponent: fields.map((field, i) =>
      writer.create('dmn:ItemDefinition', { id: `${id}_field_${i + 1}`, name: field.name, typeRef: writeType(field.type), isCollection: field.list ? true : undefined }),
    ),
  });
}

function writeKnowledge(writer: Writer, { id, name, parameters, body, requires }: KnowledgeModel): object {
  return writer.create('dmn:BusinessKnowledgeModel', {
    id,
    name,
    variable: variable(writer, id, name, 'any'),
    encapsulatedLogic: writer.create('dmn:FunctionDefinition', {
      id: `${id}_function`,
      formalParameter: parameters.map((parameter, i) =>
        writer.create('dmn:InformationItem', { id: `${id}_parameter_${i + 1}`, name: parameter.name, typeRef: writeType(parameter.type) }),
      ),
      body: literal(writer, `${id}_body`, body),
    }),
    knowledgeRequirement: requires.map((required) => writeRequirement(writer, id, required, 'Knowledge')),
  });
}

function writeRequirement({ create }: Writer, id: string, required: string, kind: Kind): object {
  return create(kind === 'Knowledge' ? 'dmn:KnowledgeRequirement' : 'dmn:InformationRequirement', {
    id: requirementId(id, required),
    [`required${kind}`]: create('dmn:DMNElementReference', { href: `#${required}` }),
  });
}

const requirementId = (id: string, required: string): string => `${id}_requires_${required}`;

function writeDecision(writer: Writer, decision: Decision, kinds: ReadonlyMap<string, Kind>): object {
  const { id, name, question, type, requires, logic } = decision;
  const requirement = (required: string) => writeRequirement(writer, id, required, kinds.get(required) ?? 'Decision');
  const isKnowledge = (required: string) => kinds.get(required) === 'Knowledge';
  return writer.create('dmn:Decision', {
    id,
    name,
    question,
    variable: variable(writer, id, name, type),
    informationRequirement: requires.filter((required) => !isKnowledge(required)).map(requirement),
    knowledgeRequirement: requires.filter(isKnowledge).map(requirement),
    decisionLogic: logic.kind === 'table' ? writeTable(writer, id, logic) : literal(writer, `${id}_expression`, logic.text),
  });
}

function writeTable(writer: Writer, decision: string, table: DecisionTable): object {
  const { create } = writer;
  return create('dmn:DecisionTable', {
    id: `${decision}_table`,
    hitPolicy: table.hitPolicy,
    aggregation: table.aggregation,
    input: table.inputs.map(({ id, label, expression, type, values }) =>
      create('dmn:InputClause', { id, label, inputExpression: literal(writer, `${id}_expression`, expression, type), inputValues: tests(writer, `${id}_values`, values) }),
    ),
    output: table.outputs.map(({ id, name, label, type, values, otherwise }) =>
      create('dmn:OutputClause', { id, name, label, typeRef: writeType(type), outputValues: tests(writer, `${id}_values`, values), defaultOutputEntry: literal(writer, `${id}_default`, otherwise) }),
    ),
    annotation: table.annotations.map((name) => create('dmn:RuleAnnotationClause', { name })),
    rule: table.rules.map(({ id, inputs, outputs, annotations }) =>
      create('dmn:DecisionRule', {
        id,
        inputEntry: inputs.map((text, i) => cell(writer, 'UnaryTests', `${id}_in_${i + 1}`, text)),
        outputEntry: outputs.map((text, i) => cell(writer, 'LiteralExpression', `${id}_out_${i + 1}`, text)),
        annotationEntry: annotations.map((text) => create('dmn:RuleAnnotation', { text })),
      }),
    ),
  });
}

/** A cell keeps its text element even when empty, which DMN asks for. */
function cell({ create }: Writer, type: 'UnaryTests' | 'LiteralExpression', id: string, text: string): object {
  return Object.assign(create(`dmn:${type}`, { id }), { text });
}

function writeDiagram(writer: Writer, model: DecisionModel, elements: ReadonlyMap<string, object>): object {
  const { create } = writer;
  const places = layOut(model);
  const shapes = [...elements].flatMap(([id, element]) => {
    const place = places.get(id);
    return place ? [create('dmndi:DMNShape', { id: `${id}_shape`, dmnElementRef: element, bounds: create('dc:Bounds', { ...place }) })] : [];
  });
  const edges = [...model.decisions, ...model.knowledge].flatMap(({ id, requires }) => requires.flatMap((required) => writeEdge(writer, id, required, places, elements)));
  return create('dmndi:DMNDI', { diagrams: [create('dmndi:DMNDiagram', { id: `${model.id}_diagram`, diagramElements: [...shapes, ...edges] })] });
}

/** A straight line from the top of what is required to the bottom of what requires it. */
function writeEdge({ create }: Writer, id: string, required: string, places: ReadonlyMap<string, Place>, elements: ReadonlyMap<string, object>): object[] {
  const [from, to] = [places.get(required), places.get(id)];
  const requirement = requirementsIn(elements.get(id)).find((each) => each.id === requirementId(id, required));
  if (!from || !to || !requirement) return [];
  const waypoint = [create('dc:Point', { x: from.x + from.width / 2, y: from.y }), create('dc:Point', { x: to.x + to.width / 2, y: to.y + to.height })];
  return [create('dmndi:DMNEdge', { id: `${requirementId(id, required)}_edge`, dmnElementRef: requirement, waypoint })];
}

type Requiring = { readonly informationRequirement?: readonly { readonly id?: string }[]; readonly knowledgeRequirement?: readonly { readonly id?: string }[] };

const requirementsIn = (element: object | undefined): readonly { readonly id?: string }[] => {
  const { informationRequirement = [], knowledgeRequirement = [] } = (element ?? {}) as Requiring;
  return [...informationRequirement, ...knowledgeRequirement];
};
