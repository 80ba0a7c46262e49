import { Ajv, type ErrorObject } from 'ajv';
import addFormats from 'ajv-formats';
import type { Static, TSchema } from 'typebox';
import { isMap, isScalar, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import type { ContentFile, ContentProblem } from './module.ts';

const ajv = new Ajv({ allErrors: true, strict: false, useDefaults: true });
addFormats.default(ajv);

const maxBytes = 5_000_000;

/** What reading a content file gives: its value, or what is wrong with it, never both. */
export type ReadContent<T> = { readonly value: T; readonly problems: readonly [] } | { readonly value: null; readonly problems: readonly ContentProblem[] };

/** Reads a YAML file of a content pack and checks it against a schema; problems name file, line and place. */
export function readYaml<S extends TSchema>(file: ContentFile, schema: S): ReadContent<Static<S>> {
  if (file.text.length > maxBytes) return failed(file.path, '文件过大', '拆成几个文件');
  const lines = new LineCounter();
  const document = parseDocument(file.text, { lineCounter: lines, uniqueKeys: true });
  if (document.errors.length > 0) {
    return {
      value: null,
      problems: document.errors.map((error) => ({
        path: `${file.path}:${error.linePos?.[0].line ?? 1}`,
        message: 'YAML 写法有误',
        hint: error.message.split('\n')[0] ?? '',
      })),
    };
  }
  const value = document.toJS({ maxAliasCount: 100 }) as unknown;
  const check = ajv.compile(schema);
  if (check(value)) return { value: value as Static<S>, problems: [] };
  return {
    value: null,
    problems: (check.errors ?? []).slice(0, 100).map((error) => ({
      path: `${file.path}:${lineOf(document, lines, error)}`,
      message: `${error.instancePath || '/'} ${error.message ?? '不符合要求'}`,
      hint: hintOf(error),
    })),
  };
}

const failed = (path: string, message: string, hint: string): ReadContent<never> => ({ value: null, problems: [{ path, message, hint }] });

function lineOf(document: Document, lines: LineCounter, error: ErrorObject): number {
  const keys = error.instancePath.split('/').slice(1).map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  let node: unknown = document.contents;
  for (const key of keys) {
    const next: unknown = isMap(node) ? node.items.find((item) => isScalar(item.key) && String(item.key.value) === key)?.value : (node as { items?: Node[] }).items?.[Number(key)];
    if (next === undefined || next === null) break;
    node = next;
  }
  const start = (node as Node | null)?.range?.[0];
  return start === undefined ? 1 : lines.linePos(start).line;
}

function hintOf(error: ErrorObject): string {
  const params = error.params as Record<string, unknown>;
  if (error.keyword === 'additionalProperties') return `没有名为 ${String(params['additionalProperty'])} 的项，请核对拼写`;
  if (error.keyword === 'required') return `请补上 ${String(params['missingProperty'])}`;
  if (error.keyword === 'enum') return `可用的值：${(params['allowedValues'] as unknown[]).join('、')}`;
  return '';
}
