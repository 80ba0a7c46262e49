import { decimalsOf } from './answers.ts';
import { longestText } from './check.ts';
import { fieldsOf, type CompiledField, type CompiledForm, type TextFormat } from './definition.ts';
import { mostRows } from './limits.ts';

type Schema = Record<string, unknown>;

/**
 * Describes an accepted record as JSON Schema 2020-12, for API documents.
 *
 * It says what a schema can say; conditions, codes of dictionaries and rules stay with `validateForm`.
 */
export function toJsonSchema(form: CompiledForm): Schema {
  const fields = fieldsOf(form).filter((field) => field.type !== 'note');
  const always = new Set(form.pages.flatMap((page) => page.sections.filter((section) => !section.visibleWhen).flatMap((section) => section.fields)));
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:yiwang:form:${form.id}:${form.version}`,
    title: form.title,
    ...objectOf(fields, (field) => always.has(field) && form.rights === undefined && isSure(field)),
  };
}

/** Whether an accepted record always holds a value: asked of everybody, whatever the other answers are. */
const isSure = (field: CompiledField): boolean =>
  !field.visibleWhen && !field.readOnlyWhen && !field.computed && (field.required === true || field.type === 'declaration');

function objectOf(fields: readonly CompiledField[], sure: (field: CompiledField) => boolean): Schema {
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map((field) => [field.key, property(field, sure(field))])),
    required: fields.filter(sure).map((field) => field.key),
    additionalProperties: false,
  };
}

function property(field: CompiledField, sure: boolean): Schema {
  const schema: Schema = { title: field.label, ...(field.help !== undefined && { description: field.help }), ...shapeOf(field, sure) };
  const mayBeNull = !sure && schema.type !== 'array';
  return mayBeNull ? orNull(schema) : schema;
}

function orNull({ type, ...schema }: Schema): Schema {
  const { const: only, enum: values, ...rest } = schema;
  const choices = only === undefined ? (values as unknown[] | undefined) : [only];
  return { ...rest, type: [type, 'null'], ...(choices && { enum: [...choices, null] }) };
}

const textShapes: Readonly<Partial<Record<TextFormat, Schema>>> = {
  residentId: { pattern: '^[1-9][0-9]{16}[0-9X]$' },
  uscc: { pattern: '^[0-9A-HJ-NPQRTUWXY]{18}$' },
  mobile: { pattern: '^1[3-9][0-9]{9}$' },
  postcode: { pattern: '^[0-9]{6}$' },
};

const file: Schema = {
  type: 'object',
  properties: { id: { type: 'string' }, name: { type: 'string' }, size: { type: 'integer', minimum: 0 }, type: { type: 'string' } },
  required: ['id', 'name', 'size', 'type'],
  additionalProperties: false,
};
const codes: Schema = { type: 'array', items: { type: 'string' } };
const address: Schema = {
  type: 'object',
  properties: { division: codes, detail: { type: 'string' } },
  required: ['division', 'detail'],
  additionalProperties: false,
};

function shapeOf(field: CompiledField, sure: boolean): Schema {
  switch (field.type) {
    case 'text':
    case 'textarea':
      return { type: 'string', minLength: field.minLength ?? 1, maxLength: longestText(field), ...(field.format && textShapes[field.format]) };
    case 'number':
    case 'integer':
    case 'money':
      return { type: decimalsOf(field) === 0 ? 'integer' : 'number', ...bounds(field) };
    case 'date':
      return { type: 'string', format: 'date' };
    case 'dateTime':
      return { type: 'string', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}$' };
    case 'time':
      return { type: 'string', pattern: '^[0-9]{2}:[0-9]{2}$' };
    case 'radio':
    case 'select':
      return codeOf(field);
    case 'multi':
      return { type: 'array', uniqueItems: true, items: codeOf(field), ...counts(field, sure) };
    case 'boolean':
      return { type: 'boolean' };
    case 'declaration':
      return { type: 'boolean', const: true };
    case 'cascade':
      return { ...codes, ...(sure && { minItems: 1 }), maxItems: field.levels?.length ?? 1 };
    case 'address':
      return address;
    case 'file':
      return { type: 'array', items: file, ...counts(field, sure) };
    case 'signature':
      return file;
    case 'subTable': {
      const rows = objectOf(field.columns ?? [], () => false);
      const properties = { rowId: { type: 'integer', minimum: 1 }, ...(rows.properties as Schema) };
      return { type: 'array', maxItems: mostRows, ...counts(field, sure), items: { ...rows, properties, required: ['rowId'] } };
    }
    case 'note':
      return {};
  }
}

function codeOf({ options }: CompiledField): Schema {
  return { type: 'string', ...(options && { enum: options.map((option) => option.value) }) };
}

function bounds({ min, max, decimals }: CompiledField): Schema {
  return {
    ...(typeof min === 'number' && { minimum: min }),
    ...(typeof max === 'number' && { maximum: max }),
    ...(decimals !== undefined && decimals > 0 && { 'x-decimals': decimals }),
  };
}

function counts({ minItems, maxItems }: CompiledField, sure: boolean): Schema {
  return { ...(sure && { minItems: Math.max(1, minItems ?? 0) }), ...(maxItems !== undefined && { maxItems }) };
}
