import { camel, type Names } from './names.ts';

const importLine = /^import (\w+) from '\.\.\/(modules\/[^']+)\/module\.ts';$/;
const list = /^(export const modules[^=]*= )\[([\s\w,]*)\];$/m;
const widest = 150;

/**
 * Adds a module to the source of `app/modules.ts`: an import in its alphabetical place, and its name in the list.
 *
 * @throws Error when the file is not written as expected
 */
export function addToList(source: string, { area, name }: Pick<Names, 'area' | 'name'>): string {
  const lines = source.split('\n');
  const place = `modules/${area}/${name}`;
  const lastBefore = lines.findLastIndex((line) => {
    const found = importLine.exec(line)?.[2];
    return found === undefined ? line.startsWith('import type ') : found < place;
  });
  const withImport = lines.toSpliced(lastBefore + 1, 0, `import ${camel(name)} from '../${place}/module.ts';`).join('\n');
  if (!list.test(withImport)) throw new Error('app/modules.ts 的写法与预期不同，请手工加入新模块');
  return withImport.replace(list, (_, start: string, names: string) => {
    const all = [...names.split(',').map((each) => each.trim()).filter(Boolean), camel(name)].toSorted();
    const inOne = `${start}[${all.join(', ')}];`;
    return inOne.length <= widest && !names.includes('\n') ? inOne : `${start}[\n${all.map((each) => `  ${each},`).join('\n')}\n];`;
  });
}
