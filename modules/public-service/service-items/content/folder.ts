import { createHash } from 'node:crypto';
import { readYaml } from '../../../../kernel/content.ts';
import type { ContentFile, ContentProblem } from '../../../../kernel/module.ts';
import { checkForm, compileForm, fieldNames, fieldsOf, personalFields, type CompiledForm } from '../../../../engines/forms/api.ts';
import { readBpmn, type Graph } from '../../../../engines/processes/api.ts';
import { compileModel, readDmn, type CompiledModel } from '../../../../engines/rules/api.ts';
import { AppError } from '../../../../kernel/errors.ts';
import { applicantStep, type CompiledMaterial, type ItemStep, type StoredDefinition } from '../contract.ts';
import type { Folder } from './files.ts';
import { ItemFile, MaterialsFile } from './item-file.ts';
import { compileLetters } from './letters.ts';
import { compileMaterials } from './materials.ts';

/** A folder compiled: everything a version keeps but what the database gives it. */
export interface CompiledFolder {
  readonly slug: string;
  readonly item: ItemFile;
  readonly definition: StoredDefinition;
  readonly graph: Graph;
  readonly processXml: string;
  /** SM3 over the sources, examples left out: the same sources are the same version. */
  readonly digest: string;
}

/** Gathers the folders of complete items from the pack's files. */
export function foldersOf(files: readonly ContentFile[]): Folder[] {
  const folders = new Map<string, Map<string, ContentFile>>();
  for (const file of files) {
    const [, slug = '', below = ''] = /^service-items\/([a-z0-9-]+)\/(.+)$/.exec(file.path) ?? [];
    if (slug === '' || slug === 'catalogue') continue;
    folders.set(slug, (folders.get(slug) ?? new Map()).set(below, file));
  }
  return [...folders].map(([slug, own]) => ({ slug, path: `service-items/${slug}`, files: own }));
}

/** Compiles a folder, or says everything that is wrong with its files; `roles` are titles by code. */
export async function compileFolder(folder: Folder, itemName: string, roles: ReadonlyMap<string, string>): Promise<{ compiled: CompiledFolder | null; problems: ContentProblem[] }> {
  const problems: ContentProblem[] = [];
  const missing = ['item.yaml', 'form.yaml', 'materials.yaml', 'process.bpmn'].filter((name) => !folder.files.has(name));
  for (const name of missing) problems.push({ path: `${folder.path}/${name}`, message: '缺少这个文件', hint: '见 service-items 模块的 README' });
  if (missing.length > 0) return { compiled: null, problems };

  const item = readPart(folder, 'item.yaml', ItemFile, problems);
  const materialsFile = readPart(folder, 'materials.yaml', MaterialsFile, problems);
  const form = readForm(folder, problems);
  const decisions = await readDecisions(folder, problems);
  if (!form) return { compiled: null, problems };
  const materials = materialsFile ? compileMaterials(materialsFile, form, `${folder.path}/materials.yaml`, problems) : [];
  const letters = compileLetters(folder, form, problems);
  const drawing = folder.files.get('process.bpmn')!;
  const graph = await readGraph(drawing, form, decisions, problems);
  if (!item || !graph || problems.length > 0) return { compiled: null, problems };
  const definition = definitionOf({ slug: folder.slug, itemName, item, form, materials, decisions, letters, graph, roles });
  return { compiled: { slug: folder.slug, item, definition, graph, processXml: drawing.text, digest: digestOf(folder, itemName) }, problems };
}

function readPart<S extends Parameters<typeof readYaml>[1]>(folder: Folder, name: string, schema: S, problems: ContentProblem[]) {
  const read = readYaml(folder.files.get(name)!, schema);
  problems.push(...read.problems);
  return read.value;
}

function readForm(folder: Folder, problems: ContentProblem[]): CompiledForm | null {
  const { path, text } = folder.files.get('form.yaml')!;
  const found = checkForm(text);
  for (const { message, hint, line, path: place } of found) problems.push({ path: line ? `${path}:${line}` : path, message: `${place} ${message}`.trim(), ...(hint ? { hint } : {}) });
  return found.length > 0 ? null : compileForm(text, { hash: createHash('sm3').update(text).digest('hex') });
}

async function readDecisions(folder: Folder, problems: ContentProblem[]): Promise<CompiledModel | null> {
  const file = folder.files.get('rules.dmn');
  if (!file) return null;
  try {
    return compileModel(await readDmn(file.text));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const found = (error.detail['problems'] ?? []) as { message: string; decision: string | null; rule: number | null; column: string | null }[];
    for (const { message, decision, rule, column } of found) {
      problems.push({ path: file.path, message: [decision && `“${decision}”`, rule && `第 ${rule} 条规则`, column && `“${column}”列`, message].filter(Boolean).join('：') });
    }
    if (found.length === 0) problems.push({ path: file.path, message: error.message });
    return null;
  }
}

/** What a drawing's conditions may speak of: the answers that are not personal, the last action, and what decisions found. */
async function readGraph(file: ContentFile, form: CompiledForm, decisions: CompiledModel | null, problems: ContentProblem[]): Promise<Graph | null> {
  const personal = new Set(personalFields(form).map(({ path }) => path.split('.')[0]));
  const answers = Object.fromEntries(Object.entries(fieldNames(form)).filter(([name]) => !personal.has(name)));
  const outputs = Object.values(decisions?.decisions ?? {}).flatMap(({ logic }) => (logic.kind === 'table' ? logic.outputs.map(({ name }) => [name, 'any' as const]) : []));
  const steps = Object.keys(form.rights ?? {}).filter((step) => step !== applicantStep);
  const read = await readBpmn(file.text, {
    names: { ...answers, action: 'string', ...Object.fromEntries(outputs.filter(([name]) => name !== '')) },
    known: { decisions: Object.keys(decisions?.decisions ?? {}), formSteps: steps },
  });
  const found = read.graph ? read.warnings : read.problems;
  for (const problem of found) problems.push({ path: file.path, message: problem.text });
  return read.graph;
}

interface Parts extends Pick<StoredDefinition, 'slug' | 'itemName' | 'form' | 'decisions' | 'letters'> {
  readonly item: ItemFile;
  readonly materials: readonly CompiledMaterial[];
  readonly graph: Graph;
  readonly roles: ReadonlyMap<string, string>;
}

function definitionOf({ slug, itemName, item, form, materials, decisions, letters, graph, roles }: Parts): StoredDefinition {
  const { limits, result, remedies } = item;
  return {
    itemName,
    slug,
    caseType: item.caseType,
    applicants: item.applicants,
    limits: { statutory: limits.statutory, promised: limits.promised, acceptance: limits.acceptance, deliver: limits.deliver, supplement: limits.supplement },
    form,
    situationPages: item.situationPages,
    steps: stepsOf(form, graph, roles),
    materials,
    decisions,
    letters,
    licenceTypeKey: result.licenceType,
    licenceMonths: result.months,
    numberPattern: item.caseNumber,
    distinctBy: item.distinctBy ?? [],
    remedies: remedies.organs,
    undertakings: item.undertakings ?? [],
    notices: item.notices ?? [],
    guide: {
      basis: item.limits.basis,
      conditions: item.conditions,
      notNeeded: item.notNeeded ?? [],
      pauses: item.pauses ?? [],
      fee: item.fee,
      steps: item.steps,
      rejections: item.rejections ?? [],
      legalBases: item.legalBases.map(({ title, note, basis }) => ({ title, note: note ?? null, basis })),
      remedies: { text: remedies.text, basis: remedies.basis },
      afterwards: item.afterwards ?? [],
      result: { name: result.name, note: result.note ?? null },
    },
  };
}

/** The steps of a process that people do, with what the form lets them write there. */
function stepsOf(form: CompiledForm, graph: Graph, roles: ReadonlyMap<string, string>): Record<string, ItemStep> {
  const tasks = Object.values(graph.nodes).flatMap((node, at): [string, ItemStep][] => {
    const step = node.work?.formStep;
    if (step === undefined) return [];
    const role = node.work?.candidates?.[0]?.['role'];
    const code = role && 'text' in role ? role.text : null;
    return [[step, { title: node.name ?? step, position: at + 1, role: code, roleTitle: code === null ? null : (roles.get(code) ?? code), write: form.rights?.[step]?.write ?? [], limit: node.work?.limit ?? null }]];
  });
  const applying: ItemStep = { title: '申请', position: 0, role: null, roleTitle: '申请人', write: form.rights?.[applicantStep]?.write ?? fieldsOf(form).map(({ key }) => key), limit: null };
  return { [applicantStep]: applying, ...Object.fromEntries(tasks) };
}

function digestOf({ files }: Folder, itemName: string): string {
  const sources = [...files].filter(([name]) => !name.startsWith('examples/')).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sm3').update(JSON.stringify([itemName, sources.map(([name, { text }]) => [name, text])])).digest('hex');
}
