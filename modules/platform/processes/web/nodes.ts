import type { InstanceDetail } from '../contract.ts';

/** How a node of a drawing stands; a flow can only be `visited`. */
export type Mark = 'active' | 'incident' | 'visited';
export type Marks = ReadonlyMap<string, Mark>;

/** Says a mark without colour: a word and a shape. */
export const markWords: Readonly<Record<Mark, { readonly word: string; readonly shape: string }>> = {
  active: { word: '在办', shape: '●' },
  incident: { word: '故障', shape: '▲' },
  visited: { word: '已过', shape: '✓' },
};

/** What stands where; what waits counts more than what was gone through, and a failure most. */
export const marksOf = ({ active, visited, openIncidents }: Pick<InstanceDetail, 'active' | 'visited' | 'openIncidents'>): Marks =>
  new Map<string, Mark>([...visited.map((id) => [id, 'visited'] as const), ...active.map((id) => [id, 'active'] as const), ...openIncidents.map(({ node }) => [node, 'incident'] as const)]);

const isNode = (element: Element): boolean => /(task|event|gateway|process|callactivity|transaction)$/i.test(element.localName) && element.localName !== 'process';

/** The named nodes of a drawing by id, in the order in which it lists them; empty for text that is no XML. */
export function namesIn(xml: string): ReadonlyMap<string, string> {
  const elements = [...new DOMParser().parseFromString(xml, 'application/xml').getElementsByTagNameNS('http://www.omg.org/spec/BPMN/20100524/MODEL', '*')];
  return new Map(elements.filter(isNode).flatMap((element) => (element.id && element.getAttribute('name') ? [[element.id, element.getAttribute('name')!] as const] : [])));
}
