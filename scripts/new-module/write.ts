import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chinaDate, chinaTime } from '../../kernel/dates.ts';
import { addToList } from './list.ts';
import type { Names } from './names.ts';

const template = path.join(import.meta.dirname, 'template');

/**
 * Writes the files of a module into a checkout and adds it to `app/modules.ts`.
 *
 * They are those of the module in `template/`, which compiles and is read as any other, with the names changed; its test
 * carries a second ending there, so that it is not run without its table.
 *
 * @param now - gives the migration its time, in China
 * @returns the files written, relative to the checkout
 * @throws Error with a sentence when the name, its table or its address is taken; nothing is written then
 */
export function writeModule(root: string, names: Names, now: Date): string[] {
  refuseTaken(root, names);
  const list = path.join(root, 'app/modules.ts');
  const withModule = addToList(readFileSync(list, 'utf8'), names);
  const folder = `modules/${names.area}/${names.name}`;
  const words = wordsFor(names, menuAreaOf(root, names.area));
  const rename = (text: string): string => text.replaceAll(words.pattern, (word) => words.given.get(word) ?? word);
  const files = globSync('**/*.*', { cwd: template }).toSorted().map((file) => {
    const name = rename(file).replace(/\.txt$/, '').replace('migrations/', `migrations/${timestamp(now)}_`);
    return { name: `${folder}/${name}`, text: rename(readFileSync(path.join(template, file), 'utf8')) };
  });
  for (const { name, text } of files) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
  writeFileSync(list, withModule);
  return files.map(({ name }) => name);
}

function refuseTaken(root: string, { name, table }: Names): void {
  const [same] = globSync(`modules/*/${name}`, { cwd: root });
  if (same !== undefined) throw new Error(`已有模块 ${same}，请换一个名称`);
  const holds = (files: string, pattern: RegExp): string | undefined => globSync(files, { cwd: root }).find((file) => pattern.test(readFileSync(path.join(root, file), 'utf8')));
  const tableFile = holds('{kernel,modules/*/*}/migrations/*.sql', new RegExp(`create (table|view) (if not exists )?${table}\\b`, 'i'));
  if (tableFile !== undefined) throw new Error(`已有名为 ${table} 的表（见 ${tableFile}），请换一个名称`);
  const contract = holds('modules/*/*/contract.ts', new RegExp(`path: '/${name}['/]`));
  if (contract !== undefined) throw new Error(`接口地址 /${name} 已被使用（见 ${contract}），请换一个名称`);
}

const usualMenuArea = '平台管理';

/** The area of the menu in which the neighbours stand. */
function menuAreaOf(root: string, area: string): string {
  const areas = globSync(`modules/${area}/*/web/pages.tsx`, { cwd: root }).toSorted().map((file) => /area: '([^']+)'/.exec(readFileSync(path.join(root, file), 'utf8'))?.[1]);
  return areas.find((found) => found !== undefined) ?? usualMenuArea;
}

function wordsFor(names: Names, menuArea: string): { pattern: RegExp; given: ReadonlyMap<string, string> } {
  return {
    pattern: /aSampleRecord\b|SampleRecords?|sampleRecords?|sample_record|sample-records|样例|平台管理/g,
    given: new Map([
      ['aSampleRecord', `${/^[AEIOU]/.test(names.type) ? 'an' : 'a'}${names.type}`],
      ['SampleRecords', names.types],
      ['SampleRecord', names.type],
      ['sampleRecords', names.values],
      ['sampleRecord', names.value],
      ['sample_record', names.table],
      ['sample-records', names.name],
      ['样例', names.title],
      [usualMenuArea, menuArea],
    ]),
  };
}

/** `20261121T0930`, China Standard Time. */
const timestamp = (now: Date): string => `${chinaDate(now)}T${chinaTime(now)}`.replaceAll(/[-:]/g, '');
