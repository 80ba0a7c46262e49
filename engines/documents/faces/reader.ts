import type { FaceProblem } from './model.ts';

/** Reads one group of unknown data and reports what is wrong with it, in Chinese and by path. */
export interface Reader {
  readonly number: (key: string, range: { min: number; max: number; usual?: number }) => number;
  readonly text: (key: string, rule: { max: number; usual?: string; pattern?: RegExp; hint?: string }) => string;
  readonly choice: <const Choice extends string>(key: string, choices: readonly Choice[], usual: Choice) => Choice;
  readonly flag: (key: string, usual: boolean) => boolean;
  /** A list of texts; null when absent. */
  readonly texts: (key: string, max: number) => readonly string[] | null;
  readonly list: <Item>(key: string, max: number, read: (reader: Reader) => Item) => Item[];
  /** A group inside; null when absent. */
  readonly group: <Item>(key: string, read: (reader: Reader) => Item) => Item | null;
  readonly raw: (key: string) => unknown;
  readonly problem: (key: string, message: string) => void;
  /** Reports the names that nobody asked for; call last. */
  readonly finish: () => void;
}

const isGroup = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Begins reading a group; anything that is not a group is read as an empty one. */
export function readGroup(data: unknown, path: string, problems: FaceProblem[]): Reader {
  const source = isGroup(data) ? data : {};
  const asked = new Set<string>();
  const pathOf = (key: string): string => (path === '' ? key : key === '' ? path : `${path}.${key}`);
  const problem = (key: string, message: string): void => void problems.push({ path: pathOf(key), message });
  if (!isGroup(data)) problem('', '这里应是一组“名称: 内容”');
  const take = (key: string): unknown => {
    asked.add(key);
    return source[key] ?? undefined;
  };

  return {
    raw: take,
    problem,
    number: (key, { min, max, usual }) => {
      const value = take(key) ?? usual;
      if (typeof value === 'number' && value >= min && value <= max) return value;
      problem(key, value === undefined ? '缺少数值' : `应是 ${min} 到 ${max} 之间的数`);
      return usual ?? min;
    },
    text: (key, { max, usual, pattern, hint }) => {
      const value = take(key) ?? usual;
      if (typeof value !== 'string') problem(key, value === undefined ? '缺少文字' : '应是文字');
      else if ([...value].length > max) problem(key, `文字过长，最多 ${max} 个字`);
      else if (pattern && !pattern.test(value)) problem(key, hint ?? '写法不对');
      else return value;
      return usual ?? '';
    },
    choice: (key, choices, usual) => {
      const value = take(key) ?? usual;
      const found = choices.find((choice) => choice === value);
      if (found === undefined) problem(key, `应是 ${choices.join('、')} 之一`);
      return found ?? usual;
    },
    flag: (key, usual) => {
      const value = take(key) ?? usual;
      if (typeof value !== 'boolean') problem(key, '应是 true 或 false');
      return value === true;
    },
    texts: (key, max) => {
      const value = take(key);
      if (value === undefined) return null;
      if (Array.isArray(value) && value.length <= max && value.every((each) => typeof each === 'string' && each !== '')) return value;
      problem(key, `应是最多 ${max} 项的文字列表`);
      return null;
    },
    list: (key, max, read) => {
      const value = take(key) ?? [];
      if (!Array.isArray(value) || value.length > max) {
        problem(key, `应是最多 ${max} 项的列表`);
        return [];
      }
      return value.map((item, index) => readWhole(item, `${pathOf(key)}[${index}]`, problems, read));
    },
    group: (key, read) => {
      const value = take(key);
      return value === undefined ? null : readWhole(value, pathOf(key), problems, read);
    },
    finish: () => {
      for (const key of Object.keys(source)) if (!asked.has(key)) problem(key, `不认识的名称，可以使用 ${[...asked].join('、')}`);
    },
  };
}

function readWhole<Item>(data: unknown, path: string, problems: FaceProblem[], read: (reader: Reader) => Item): Item {
  const reader = readGroup(data, path, problems);
  const item = read(reader);
  reader.finish();
  return item;
}
