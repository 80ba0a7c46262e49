import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { TObject, TSchema } from 'typebox';
import type { FieldProblem } from '../errors.ts';
import { httpErrors } from './errors.ts';

const settings = { allErrors: true, useDefaults: true, removeAdditional: false, strict: false, verbose: true } as const;

// Path parameters and queries arrive as text, so numbers and booleans are read from it; JSON bodies are taken as they are.
const coercing = new Ajv({ ...settings, coerceTypes: 'array' });
const exact = new Ajv({ ...settings, coerceTypes: false });
addFormats.default(coercing);
addFormats.default(exact);

/** A check of one endpoint's input; returns the input with defaults filled in. */
export type InputCheck = (parts: { params: Record<string, unknown>; query: Record<string, unknown>; body: unknown }) => Record<string, unknown>;

/**
 * Builds the check for an endpoint: `:name` segments from the path, the rest from query or body.
 *
 * Unknown properties are refused, so that a misspelt filter is noticed.
 *
 * @throws kernel.invalidInput with every problem and its field
 */
export function inputCheck(method: string, path: string, input: TObject): InputCheck {
  const fromPath = new Set([...path.matchAll(/:(\w+)/g)].map((match) => match[1] as string));
  const pathCheck = coercing.compile(part(input, (name) => fromPath.has(name)));
  const hasBody = method === 'POST' || method === 'PUT';
  const restCheck = (hasBody ? exact : coercing).compile(part(input, (name) => !fromPath.has(name)));
  return ({ params, query, body }) => {
    const rest = hasBody ? { ...(body as object | undefined) } : { ...query };
    if (hasBody && body !== undefined && body !== null && (typeof body !== 'object' || Array.isArray(body))) {
      throw httpErrors.invalidInput({ count: 1, problems: [{ path: '', message: '应为一个对象' }] });
    }
    const given = { ...params };
    const problems = [...run(pathCheck, given), ...run(restCheck, rest)];
    if (problems.length > 0) throw httpErrors.invalidInput({ count: problems.length, problems: problems.slice(0, 50) });
    return { ...rest, ...given };
  };
}

/** A check of what a handler answers, so that no field leaves that the contract does not name. */
export function outputCheck(output: TSchema): (value: unknown) => FieldProblem[] {
  const check = exact.compile(output);
  return (value) => run(check, value);
}

function part(input: TObject, keep: (name: string) => boolean): object {
  const required = (input.required as readonly string[] | undefined) ?? [];
  return {
    type: 'object',
    properties: Object.fromEntries(Object.entries(input.properties).filter(([name]) => keep(name))),
    required: required.filter(keep),
    additionalProperties: false,
  };
}

function run(check: ValidateFunction, value: unknown): FieldProblem[] {
  if (check(value)) return [];
  const seen = new Set<string>();
  return (check.errors ?? []).map(describe).filter(({ path, message }) => {
    const key = `${path}\n${message}`;
    return seen.has(key) ? false : seen.add(key);
  });
}

function describe(error: ErrorObject): FieldProblem {
  const named = error.params as Record<string, unknown>;
  const inside = error.instancePath.slice(1).replaceAll('/', '.');
  const missing = error.keyword === 'required' ? String(named['missingProperty']) : error.keyword === 'additionalProperties' ? String(named['additionalProperty']) : '';
  const path = [inside, missing].filter(Boolean).join('.');
  const title = (error.parentSchema as { title?: string } | undefined)?.title;
  return { path, message: `${title ? `${title}：` : ''}${words(error.keyword, named)}` };
}

function words(keyword: string, params: Record<string, unknown>): string {
  const limit = String(params['limit']);
  switch (keyword) {
    case 'required':
      return '此项必填';
    case 'additionalProperties':
      return '没有这一项';
    case 'type':
      return `应为${typeNames[String(params['type'])] ?? String(params['type'])}`;
    case 'format':
      return `格式不正确，应为${formatNames[String(params['format'])] ?? String(params['format'])}`;
    case 'pattern':
      return '格式不正确';
    case 'minLength':
      return `至少 ${limit} 个字`;
    case 'maxLength':
      return `最多 ${limit} 个字`;
    case 'minimum':
      return `不能小于 ${limit}`;
    case 'maximum':
      return `不能大于 ${limit}`;
    case 'minItems':
      return `至少 ${limit} 项`;
    case 'maxItems':
      return `最多 ${limit} 项`;
    case 'uniqueItems':
      return '不能重复';
    case 'enum':
    case 'const':
    case 'anyOf':
    case 'oneOf':
      return '不在允许的范围内';
    default:
      return '不符合要求';
  }
}

const typeNames: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  integer: '整数',
  boolean: '是或否',
  array: '列表',
  object: '对象',
  null: '空',
};

const formatNames: Readonly<Record<string, string>> = {
  uuid: '编号',
  date: '日期（如 2026-11-21）',
  'date-time': '时间（如 2026-11-21T09:00:00+08:00）',
  email: '电子邮箱',
  uri: '网址',
};
