import Type, { type Static } from 'typebox';
import { readYaml } from '../../../kernel/content.ts';
import type { ContentFile, ContentProblem, ContentReader } from '../../../kernel/module.ts';
import { slotsIn, smsParts, smsText } from './rules.ts';
import { saveTemplates } from './store.ts';

const Words = Type.Record(Type.String(), Type.String({ minLength: 1, maxLength: 60 }));

const NoticesFile = Type.Object({
  about: Type.Unknown(),
  templates: Type.Array(
    Type.Object(
      {
        key: Type.String({ pattern: '^[a-z][a-z-]*\\.[a-zA-Z]+$' }),
        title: Type.String({ minLength: 2, maxLength: 30 }),
        audience: Type.Enum(['person', 'staff']),
        text: Type.String({ minLength: 2, maxLength: 500 }),
        sms: Type.Optional(Type.String({ minLength: 2, maxLength: 200 })),
        /** Slot name → what belongs there. */
        slots: Words,
        /** Slot name → a value for previews. */
        example: Words,
      },
      { additionalProperties: false },
    ),
    { maxItems: 500 },
  ),
});
type TemplateEntry = Static<typeof NoticesFile>['templates'][number];

/** Templates of notices from `notices/*.yaml`. */
export const noticeContent: ContentReader = {
  files: /^notices\/[^/]+\.yaml$/,
  check: async (files) => [...files.flatMap(check), ...checkKeys(files)],
  load: async (ctx, files) => {
    await saveTemplates(
      ctx,
      entriesOf(files).map(({ sms, ...entry }, position) => ({ ...entry, sms: sms ?? null, position, changed_at: ctx.now() })),
    );
  },
};

const entriesOf = (files: readonly ContentFile[]): TemplateEntry[] => files.flatMap((file) => readYaml(file, NoticesFile).value?.templates ?? []);

function checkKeys(files: readonly ContentFile[]): ContentProblem[] {
  const keys = entriesOf(files).map((entry) => entry.key);
  return keys.filter((key, index) => keys.indexOf(key) !== index).map((key) => ({ path: 'notices', message: `消息模板 ${key} 重复` }));
}

/** Three charged messages are as many as one event is worth. */
const mostParts = 3;

function check(file: ContentFile): ContentProblem[] {
  const read = readYaml(file, NoticesFile);
  return [...read.problems, ...(read.value?.templates ?? []).flatMap((entry) => checkTemplate(entry).map((message) => ({ path: file.path, message: `${entry.key}：${message}` })))];
}

function checkTemplate({ text, sms = '', slots, example }: TemplateEntry): string[] {
  const used = new Set(slotsIn(text + sms));
  const problems = [
    ...[...used].filter((slot) => !(slot in slots)).map((slot) => `填空 {${slot}} 没有写进 slots`),
    ...Object.keys(slots).filter((slot) => !used.has(slot)).map((slot) => `slots 中的 ${slot} 没有用到`),
    ...Object.keys(slots).filter((slot) => !(slot in example)).map((slot) => `example 缺少 ${slot}`),
  ];
  if (/[{}]/.test((text + sms).replace(/\{\w+\}/g, ''))) problems.push('花括号不成对');
  if (problems.length === 0 && smsParts(sms && smsText('一二三四五六', sms, example)) > mostParts) problems.push(`短信超过 ${mostParts} 条`);
  return problems;
}
