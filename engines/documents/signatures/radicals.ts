/** Radicals of the supplement block that share a drawing with a simplified character; Unicode maps only a few of them. */
const characterOfRadical: Readonly<Record<string, string>> = {
  '⺌': '小', '⺍': '小', '⺝': '月', '⺟': '母', '⺠': '民', '⺫': '目', '⻁': '虎', '⻄': '西', '⻅': '见', '⻆': '角', '⻉': '贝', '⻋': '车',
  '⻓': '长', '⻔': '门', '⻘': '青', '⻙': '韦', '⻚': '页', '⻛': '风', '⻜': '飞', '⻝': '食', '⻢': '马', '⻣': '骨', '⻤': '鬼', '⻥': '鱼',
  '⻦': '鸟', '⻧': '卤', '⻨': '麦', '⻩': '黄', '⻪': '黾', '⻬': '齐', '⻮': '齿', '⻰': '龙', '⻳': '龟',
};

/** The character a reader means: browsers and office programs write ⻔ for 门 and full-width forms for plain ones. */
export const plainCharacter = (character: string): string => characterOfRadical[character] ?? character.normalize('NFKC');
