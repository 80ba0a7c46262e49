/** All forms of a new module's name that its files need. */
export interface Names {
  readonly area: string;
  /** Folder, manifest, permissions, events and address: `work-orders`. */
  readonly name: string;
  readonly title: string;
  /** One thing it holds, in the writing of types, values and tables: `WorkOrder`, `workOrder`, `work_order`. */
  readonly type: string;
  readonly value: string;
  readonly table: string;
  /** Several of them: `WorkOrders`, `workOrders`. */
  readonly types: string;
  readonly values: string;
}

const kebab = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const longest = 40;

/**
 * Reads `area/name` and a title.
 *
 * @throws Error with a sentence that says what is wrong
 */
export function readNames(place: string, title: string): Names {
  const [area = '', name = '', ...more] = place.split('/');
  if (more.length > 0 || !kebab.test(area) || !kebab.test(name)) {
    throw new Error(`“${place}”应写作“分区/名称”，两者都用小写英文单词，单词之间用连字符，例如 records/work-permits`);
  }
  if (name.length > longest) throw new Error(`名称“${name}”过长，最多 ${longest} 个字符`);
  if (!/^\p{Script=Han}{2,12}$/u.test(title)) throw new Error(`标题“${title}”应为 2 到 12 个汉字，例如 许可`);
  const one = nounFor(name);
  return { area, name, title, type: pascal(one), value: camel(one), table: one.replaceAll('-', '_'), types: pascal(name), values: camel(name) };
}

/** Plurals that are words of SQL or JavaScript when they stand for one thing. */
const taken: ReadonlySet<string> = new Set(
  'all analyse any array case cast check class column constraint default do else end export false for from function grant group having import in into limit new not null offset on or order package primary private public reference return select some static switch table then true union unique user using void when where while window with'.split(' '),
);

/** What one of the named things is called: `permits` → `permit`, `orders` → `order-record`. */
function nounFor(plural: string): string {
  const one = singular(plural);
  return taken.has(one) ? `${one}-record` : one;
}

function singular(word: string): string {
  if (/(ss|us|is)$/.test(word) || !word.endsWith('s')) return word;
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  return /(x|ch|sh|ss)es$/.test(word) ? word.slice(0, -2) : word.slice(0, -1);
}

const pascal = (words: string): string => words.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');

/** `work-orders` → `workOrders`. */
export const camel = (words: string): string => pascal(words).replace(/^./, (first) => first.toLowerCase());
