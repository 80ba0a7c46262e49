import type { ContentProblem } from '../../../../kernel/module.ts';
import { fieldsOf } from '../../../../engines/forms/api.ts';
import { isLongerTerm, catalogueUnit } from '../rules/terms.ts';
import type { CompiledFolder } from './folder.ts';
import type { CatalogueEntry } from './catalogue.ts';
import type { Surroundings } from './surroundings.ts';

/** What automatic steps of drawings may call; each is the cases module's, but for letters by kind. */
const letterHandler = 'cases.issueLetter';

/**
 * Finds where the parts of an item contradict each other, the catalogue, or the city.
 *
 * @source facts C1 and C5; SMX1-588, SMX1-595
 */
export function checkConsistency(folder: CompiledFolder, entry: CatalogueEntry, surroundings: Surroundings): ContentProblem[] {
  const problems: ContentProblem[] = [];
  const wrongIn = (name: string) => (message: string, hint?: string) => problems.push({ path: `service-items/${folder.slug}/${name}`, message, ...(hint ? { hint } : {}) });
  checkLimits(folder, entry, wrongIn('item.yaml'));
  checkItem(folder, entry, surroundings, wrongIn('item.yaml'));
  checkForm(folder, surroundings, wrongIn('form.yaml'));
  checkProcess(folder, surroundings, wrongIn('process.bpmn'));
  for (const { name, licenceTypes } of folder.definition.materials) {
    for (const type of licenceTypes) if (!surroundings.licenceTypes.has(type)) wrongIn('materials.yaml')(`材料“${name}”的证照类型 ${type} 不存在`, '见 licence-types');
  }
  return problems;
}

type Wrong = (message: string, hint?: string) => unknown;

function checkLimits({ item: { limits, caseType } }: CompiledFolder, { statutory, promised, caseType: catalogued }: CatalogueEntry, wrong: Wrong): void {
  if (isLongerTerm(limits.promised, limits.statutory)) wrong('承诺时限长于法定时限');
  if ((caseType === 'instant') !== (catalogued === '1')) wrong('办件类型与目录不一致');
  const same = (term: typeof limits.statutory, listed: typeof promised | null): boolean => listed === null || (term.amount === listed.number && catalogueUnit(term.unit) === listed.unit);
  if (!same(limits.statutory, statutory)) wrong(`法定时限与目录的 ${statutory?.number} 不一致`);
  if (caseType === 'promised' && !same(limits.promised, promised)) wrong(`承诺时限与目录的 ${promised.number} 不一致`);
}

function checkItem({ item, definition }: CompiledFolder, entry: CatalogueEntry, { bureaus, licenceTypes }: Surroundings, wrong: Wrong): void {
  if (item.result.licenceType !== null && !licenceTypes.has(item.result.licenceType)) wrong(`证照类型 ${item.result.licenceType} 不存在`, '见 licence-types');
  for (const { bureau } of entry.implementations) {
    const unit = bureaus.get(bureau);
    if (bureau !== item.implementedBy && !bureau.startsWith(`${item.implementedBy}-`)) wrong(`目录中的实施主体 ${bureau} 不是 ${item.implementedBy}`);
    if (unit && !item.remedies.organs[unit.division]) wrong(`缺少 ${unit.name} 所在区划 ${unit.division} 的复议机关和法院`);
  }
  const keys = new Set(fieldsOf(definition.form).map(({ key }) => key));
  for (const field of item.distinctBy ?? []) if (!keys.has(field)) wrong(`distinctBy 的 ${field} 不是表单的字段`);
}

function checkForm({ item, definition: { form } }: CompiledFolder, { codes }: Surroundings, wrong: Wrong): void {
  const pages = new Set(form.pages.map(({ key }) => key));
  for (const page of item.situationPages) if (!pages.has(page)) wrong(`没有情形问答页 ${page}`);
  for (const field of fieldsOf(form)) {
    for (const { label, dictionary } of [field, ...(field.columns ?? [])]) if (dictionary !== undefined && !codes[dictionary]) wrong(`字段“${label}”的字典 ${dictionary} 不存在`);
  }
}

function checkProcess({ graph, definition }: CompiledFolder, { roles }: Surroundings, wrong: Wrong): void {
  for (const node of Object.values(graph.nodes)) {
    const name = node.name ?? node.id;
    for (const candidate of node.work?.candidates ?? []) {
      const role = candidate['role'];
      if (role && 'text' in role && !roles.has(role.text)) wrong(`环节“${name}”的角色 ${role.text} 不存在`, '见 roles.yaml');
    }
    if (node.kind === 'userTask' && !node.work?.candidates) wrong(`环节“${name}”没有办理人`);
    if (node.kind === 'userTask' && !node.work?.formStep) wrong(`环节“${name}”没有表单步骤`);
    if (node.handler === letterHandler) {
      const kind = node.inputs?.find((input) => input.name === 'kind')?.value;
      if (!kind || ('text' in kind && !definition.letters[kind.text])) wrong(`环节“${name}”要出的文书没有模板`, 'kind 应为 letters 里的文件名');
    }
  }
}

