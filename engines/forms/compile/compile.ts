import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import type { CompiledForm, FormDefinition } from '../definition.ts';
import { buildPlan } from '../plan.ts';
import { compileExpressions } from './expressions.ts';
import { checkField } from './fields.ts';
import { checkKeys } from './keys.ts';
import { checkCircle, checkLeaks, checkRights, checkRules } from './references.ts';
import { FormDefinitionError, newReport, type DefinitionProblem, type Report } from './report.ts';
import { placedFields, readStructure } from './structure.ts';

export interface CompileFormOptions {
  /** Fingerprint of the definition, carried along in the compiled form. */
  readonly hash?: string;
}

/**
 * Checks a definition and compiles its expressions.
 *
 * @param source - the definition as data, or as YAML or JSON text (then problems carry line numbers)
 * @throws FormDefinitionError with everything that is wrong
 */
export function compileForm(source: unknown, { hash }: CompileFormOptions = {}): CompiledForm {
  const { form, problems } = examine(source);
  if (!form || problems.length > 0) throw new FormDefinitionError(problems);
  return { ...form, hash: hash ?? null };
}

/** Everything that is wrong with a definition, in its order; empty when it can be compiled. */
export const checkForm = (source: unknown): readonly DefinitionProblem[] => examine(source).problems;

function examine(source: unknown): { form: CompiledForm | null; problems: readonly DefinitionProblem[] } {
  const report = newReport();
  const text = typeof source === 'string' ? readText(source, report) : { value: source, lineOf: () => undefined };
  const definition = text && readStructure(text.value, report);
  const form = definition ? examineForm(definition, report) : null;
  const problems = report.problems.map((problem) => {
    const line = text?.lineOf(problem.path);
    return line === undefined || problem.line !== undefined ? problem : { ...problem, line };
  });
  return { form, problems };
}

function examineForm(definition: FormDefinition, report: Report): CompiledForm | null {
  if (!/^[a-z0-9][a-z0-9-]{0,99}$/.test(definition.id)) {
    report.add('id', 'id 的写法不正确', '只用小写英文字母、数字和连字符，例如 food-business-licence');
  }
  if (definition.pages.length === 0) report.add('pages', '至少要有一页');
  checkKeys(definition, report);
  for (const { field, path } of placedFields(definition)) checkField(field, path, report);
  definition.pages.forEach((page, p) =>
    page.sections.forEach(({ columns = 2, print }, s) => {
      const wrong = [columns, print?.columns ?? 1].some((count) => count < 1 || count > 4);
      if (wrong) report.add(`pages[${p}].sections[${s}].columns`, '每行列数应为 1 到 4');
    }),
  );
  checkRules(definition, report);
  checkRights(definition, report);
  const sound = report.problems.length === 0;
  const form: CompiledForm = { ...compileExpressions(definition, report), hash: null };
  if (!sound) return null;
  const { plan, circle } = buildPlan(form);
  checkCircle(circle, form, report);
  checkLeaks(plan, report);
  return form;
}

const longestText = 2_000_000;

function readText(text: string, report: Report): { value: unknown; lineOf: (path: string) => number | undefined } | null {
  if (text.length > longestText) {
    report.add('', `表单定义过长，最多 ${longestText} 个字符`);
    return null;
  }
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  for (const error of document.errors) {
    const line = counter.linePos(error.pos[0]).line;
    report.problems.push({ path: '', message: 'YAML 的写法有误，请检查缩进、冒号和引号', hint: error.message.split('\n')[0]!, line });
  }
  if (document.errors.length > 0) return null;
  try {
    return { value: document.toJS({ maxAliasCount: 100 }), lineOf: (path) => lineOf(document, counter, path) };
  } catch {
    report.add('', 'YAML 中的引用（&、*）过多或有误');
    return null;
  }
}

/** The line of the deepest part of the path that stands in the text. */
function lineOf(document: Document, counter: LineCounter, path: string): number | undefined {
  let node: unknown = document.contents;
  let offset: number | undefined;
  for (const step of path.split(/\.|\[|\]\.?/).filter((each) => each !== '')) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && item.key.value === step);
      if (!pair) break;
      offset = isScalar(pair.key) ? pair.key.range?.[0] : offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const item: unknown = node.items[Number(step)];
      if (!item) break;
      offset = (item as { range?: readonly number[] }).range?.[0] ?? offset;
      node = item;
    } else break;
  }
  return offset === undefined ? undefined : counter.linePos(offset).line;
}
