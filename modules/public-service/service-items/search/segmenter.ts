import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';

/** Cuts Chinese text into the words that the search index holds. */
export interface Segmenter {
  /** Every word a text holds, overlapping ones too, so that any way of asking meets one of them. */
  wordsOf(text: string): string[];
  /** The words of what somebody typed, each part once; words that every search has are left out. */
  askedWords(text: string): string[];
}

/** Words in which people wrap what they look for; they tell nothing of it. */
const wrapping: ReadonlySet<string> = new Set(
  '办 办理 办证 申请 申办 申报 我要 我想 想要 如何 怎么 怎样 怎么办 哪里 在哪 在哪里 什么 需要 流程 材料 手续 指南 可以 多少 多久 时间 一个 一下 的 了 吗 呢 请问 查询'.split(' '),
);

/** A word of the city's own is cut out whole wherever it stands. */
const ownFrequency = 100_000;

/** Makes a segmenter of the general dictionary and a city's own words; takes half a second and 40 MB, so keep it. */
export function makeSegmenter(own: readonly string[]): Segmenter {
  const jieba = Jieba.withDict(dict);
  const plain = own.map(normal).filter((word) => word.length > 1);
  if (plain.length > 0) jieba.loadDict(Buffer.from(plain.map((word) => `${word} ${ownFrequency} n`).join('\n')));
  const words = (text: string, cut: (part: string) => string[]): string[] => [...new Set(partsOf(text).flatMap(cut))];
  return {
    wordsOf: (text) => words(text, (part) => [...jieba.cutAll(part), ...jieba.cut(part, false)]).filter((word) => word.length > 1 || !isHan(word)),
    askedWords: (text) => {
      const asked = words(text, (part) => jieba.cut(part, false)).filter((word) => !wrapping.has(word));
      const telling = asked.filter((word) => word.length > 1 || !isHan(word));
      return telling.slice(0, mostWords);
    },
  };
}

const mostWords = 12;
const isHan = (word: string): boolean => /^\p{Script=Han}$/u.test(word);

/** One spelling for full-width letters, capitals and the like. */
export const normal = (text: string): string => text.normalize('NFKC').toLowerCase().trim();

const partsOf = (text: string): string[] => normal(text).split(/[^\p{L}\p{N}]+/u).filter((part) => part !== '');
