/** The parts of a parsed DMN file that we read and write, as dmn-moddle names them; anything may be missing. */

export interface Named {
  readonly $type: string;
  readonly id?: string;
  readonly name?: string;
}

interface Text {
  readonly text?: string;
}

interface Reference {
  readonly href?: string;
}

interface Typed {
  readonly name?: string;
  readonly typeRef?: string;
}

export interface ItemDefinitionElement extends Named {
  readonly typeRef?: string;
  readonly isCollection?: boolean;
  readonly allowedValues?: Text;
  readonly itemComponent?: readonly ItemDefinitionElement[];
}

export interface RequirementElement {
  readonly requiredInput?: Reference;
  readonly requiredDecision?: Reference;
  readonly requiredKnowledge?: Reference;
}

export interface LogicElement extends Named, Text {
  readonly typeRef?: string;
  readonly hitPolicy?: string;
  readonly aggregation?: string;
  readonly input?: readonly InputElement[];
  readonly output?: readonly OutputElement[];
  readonly annotation?: readonly { readonly name?: string }[];
  readonly rule?: readonly RuleElement[];
}

export interface InputElement extends Named {
  readonly label?: string;
  readonly inputExpression?: Text & Typed;
  readonly inputValues?: Text;
}

export interface OutputElement extends Named {
  readonly label?: string;
  readonly typeRef?: string;
  readonly outputValues?: Text;
  readonly defaultOutputEntry?: Text;
}

export interface RuleElement extends Named {
  readonly inputEntry?: readonly Text[];
  readonly outputEntry?: readonly Text[];
  readonly annotationEntry?: readonly Text[];
}

/** A decision, input data, knowledge model, or another element of the requirements diagram. */
export interface DrgElement extends Named {
  readonly variable?: Typed;
  readonly question?: string;
  readonly informationRequirement?: readonly RequirementElement[];
  readonly knowledgeRequirement?: readonly RequirementElement[];
  readonly decisionLogic?: LogicElement;
  readonly encapsulatedLogic?: { readonly formalParameter?: readonly Typed[]; readonly body?: LogicElement };
}

export interface ShapeElement {
  readonly dmnElementRef?: { readonly id?: string };
  readonly bounds?: { readonly x?: number; readonly y?: number; readonly width?: number; readonly height?: number };
}

export interface DefinitionsElement extends Named {
  readonly itemDefinition?: readonly ItemDefinitionElement[];
  readonly drgElement?: readonly DrgElement[];
  readonly dmnDI?: { readonly diagrams?: readonly { readonly diagramElements?: readonly ShapeElement[] }[] };
}
