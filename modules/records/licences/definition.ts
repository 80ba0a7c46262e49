import Type, { type Static } from 'typebox';
import { checkFace, type LicenceFace } from '../../../engines/documents/api.ts';
import { isUscc } from '../../../engines/identifiers/contract.ts';
import type { MaskKind } from '../../../engines/forms/contract.ts';

const maskKinds: readonly MaskKind[] = ['name', 'idNumber', 'phone', 'address', 'bank'];

const FieldEntry = Type.Object(
  {
    key: Type.String({ pattern: '^[a-zA-Z][a-zA-Z0-9]{0,39}$' }),
    label: Type.String({ minLength: 1, maxLength: 40 }),
    /** Answers it is taken from, the first that is not empty; its own key when absent. */
    from: Type.Optional(Type.Array(Type.String({ minLength: 1 }), { minItems: 1, maxItems: 5 })),
    /** What coded answers say on the face. */
    codes: Type.Optional(Type.Record(Type.String(), Type.String())),
    mask: Type.Optional(Type.Enum([...maskKinds])),
    /** What stands there when nothing was answered. */
    usual: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
    required: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);

const NumberEntry = Type.Union([
  Type.Object(
    {
      /** As `kernel/db/numbers.ts`; beside its slots `{division}` (issuer's, six digits) and the keys of answers. */
      pattern: Type.String({ pattern: '\\{seq:\\d+\\}', maxLength: 80 }),
      /** MOD 11,10 (GB/T 17710) over the digits, added at the end. */
      check: Type.Optional(Type.Literal('mod11_10')),
    },
    { additionalProperties: false },
  ),
  Type.Object({ /** The answer that is the number, such as a credit code. */ field: Type.String({ minLength: 1 }) }, { additionalProperties: false }),
]);

/** The shape of `licence-types/*.yaml`; README.md explains it. */
export const LicenceTypeFile = Type.Object(
  {
    about: Type.Unknown(),
    key: Type.String({ pattern: '^[a-z][a-z0-9-]{2,59}$' }),
    name: Type.String({ minLength: 2, maxLength: 60 }),
    code: Type.String({ minLength: 21, maxLength: 21 }),
    holder: Type.Enum(['person', 'organisation', 'any']),
    number: NumberEntry,
    /** Null for no end. */
    validMonths: Type.Union([Type.Integer({ minimum: 1, maximum: 1200 }), Type.Null()]),
    fields: Type.Array(FieldEntry, { maxItems: 60 }),
    face: Type.Unknown(),
  },
  { additionalProperties: false },
);

/** A licence type, checked; plain JSON. */
export interface LicenceDefinition extends Omit<Static<typeof LicenceTypeFile>, 'about' | 'face'> {
  readonly face: LicenceFace;
}

/** What every licence has on its face without its type saying so. */
export const ownFields = {
  number: '证照编号',
  holderName: '持证者',
  holderNumber: '持证者号码',
  issuer: '发证机关',
  issuedOn: '发证日期',
  validFrom: '有效期起',
  validTo: '有效期至',
} as const;

/** Finds every fault of a licence type beyond its shape, or gives its definition. */
export function defineType(file: Static<typeof LicenceTypeFile>): { definition: LicenceDefinition | null; problems: { message: string; hint?: string }[] } {
  const { about: _about, face: layout, ...rest } = file;
  const { face, problems: faults } = checkFace(layout);
  const problems = faults.map(({ path, message }) => ({ message: `版式 ${path}：${message}` }));
  const wrong = (message: string, hint?: string): number => problems.push({ message, ...(hint ? { hint } : {}) });
  if (!isUscc(rest.code.slice(0, 18)) || !/^[0-9A-Z]{3}$/.test(rest.code.slice(18))) wrong(`类型代码 ${rest.code} 不正确`, '应为定义机构的统一社会信用代码加三位顺序号');
  const keys = rest.fields.map((field) => field.key);
  for (const key of keys.filter((each, index) => keys.indexOf(each) !== index)) wrong(`照面项目 ${key} 出现了两次`);
  for (const key of keys.filter((each) => each in ownFields)) wrong(`照面项目 ${key} 是每种证照都有的，不必再列`);
  const known = new Set([...keys, ...Object.keys(ownFields)]);
  for (const { key } of face?.fields ?? []) if (!known.has(key)) wrong(`版式中的 ${key} 不在 fields 里`, `每种证照都有的有 ${Object.keys(ownFields).join('、')}`);
  if (face && !face.seal) wrong('版式没有印章的位置');
  return { definition: face && problems.length === 0 ? { ...rest, face } : null, problems };
}
