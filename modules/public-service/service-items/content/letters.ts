import type { ContentProblem } from '../../../../kernel/module.ts';
import { checkTemplate, type CompiledTemplate } from '../../../../engines/documents/api.ts';
import type { Names } from '../../../../engines/expressions/api.ts';
import { fieldsOf, type CompiledForm } from '../../../../engines/forms/api.ts';
import type { LetterFacts } from '../contract.ts';
import type { Folder } from './files.ts';

/** What letters may speak of beside the form's fields. */
const letterNames: Record<keyof LetterFacts, Names[string]> = {
  letterNumber: 'string',
  unitName: 'string',
  caseNumber: 'string',
  itemName: 'string',
  applicantName: 'string',
  submittedOn: 'string',
  acceptedOn: 'string',
  promisedOn: 'string',
  decidedOn: 'string',
  today: 'string',
  materials: { list: { name: 'string', source: 'string' } },
  supplements: { list: { name: 'string', problem: 'string', requirement: 'string' } },
  supplementBy: 'string',
  reason: 'string',
  special: { context: { title: 'string', reason: 'string', basis: 'string', since: 'string', expectedDays: 'number' } },
  extension: { context: { days: 'number', reason: 'string', basis: 'string', dueOn: 'string' } },
  licenceNumber: 'string',
  validTo: 'string',
  reviewOrgan: 'string',
  court: 'string',
};

/** Letters every item must have, since the law has the office give them. @source 行政许可法 arts 32, 38, 42, 44, 45 */
export const neededLetters = ['acceptance', 'supplement', 'decline', 'grant', 'refuse', 'special', 'extension', 'termination', 'delivery'] as const;

/** Compiles the letters of an item, by kind (the file's name); fields of the form reach letters as the text people see. */
export function compileLetters(folder: Folder, form: CompiledForm, problems: ContentProblem[]): Record<string, CompiledTemplate> {
  const fields = Object.fromEntries(fieldsOf(form).map((field) => [field.key, field.type === 'subTable' ? ('any' as const) : ('string' as const)]));
  const letters: Record<string, CompiledTemplate> = {};
  for (const [name, file] of folder.files) {
    const kind = /^letters\/([a-z]+)\.md$/.exec(name)?.[1];
    if (kind === undefined) continue;
    const { template, problems: faults } = checkTemplate(file.text, { names: { ...fields, ...letterNames } });
    for (const { line, message } of faults) problems.push({ path: `${file.path}:${line}`, message });
    if (template) letters[kind] = template;
  }
  for (const kind of neededLetters) {
    if (!folder.files.has(`letters/${kind}.md`)) problems.push({ path: `${folder.path}/letters/${kind}.md`, message: '缺少这份文书的模板' });
  }
  return letters;
}
