import Type, { type Static } from 'typebox';
import { TermSchema } from '../../../../engines/clocks/contract.ts';
import type { Audience, Basis, CaseType } from '../contract.ts';

const closed = { additionalProperties: false };
const basis = Type.Enum(['source', 'memory', 'invented', 'generic'] as Basis[]);
const words = (maxLength = 300) => Type.String({ minLength: 1, maxLength });
const told = Type.Object({ text: words(600), basis }, closed);
const workingDays = Type.Integer({ minimum: 1, maximum: 200 });

/** The shape of `item.yaml`; README.md explains it. */
export const ItemFile = Type.Object(
  {
    /** Entry of the catalogue that this folder makes applicable. */
    item: Type.String({ pattern: '^S\\d{3}$' }),
    /** Kind of body that carries it out: every implementation in the catalogue is one of these. */
    implementedBy: Type.String({ minLength: 1 }),
    caseType: Type.Enum(['instant', 'promised'] as CaseType[]),
    applicants: Type.Array(Type.Enum(['person', 'organisation'] as Audience[]), { minItems: 1, uniqueItems: true }),
    keywords: Type.Optional(Type.Array(words(20), { maxItems: 60 })),
    limits: Type.Object({ statutory: TermSchema, promised: TermSchema, acceptance: workingDays, deliver: workingDays, supplement: workingDays, note: words(), basis }, closed),
    legalBases: Type.Array(Type.Object({ title: words(), note: Type.Optional(words(600)), basis }, closed), { minItems: 1 }),
    conditions: Type.Array(told, { minItems: 1 }),
    notNeeded: Type.Optional(Type.Array(words())),
    fee: told,
    steps: Type.Array(Type.Object({ title: words(40), note: words() }, closed), { minItems: 1 }),
    pauses: Type.Optional(Type.Array(words())),
    rejections: Type.Optional(Type.Array(words())),
    afterwards: Type.Optional(Type.Array(Type.Object({ title: words(40), note: words(), basis }, closed))),
    result: Type.Object({ name: words(60), note: Type.Optional(words()), licenceType: Type.Union([Type.String(), Type.Null()]), months: Type.Union([Type.Integer({ minimum: 1, maximum: 1200 }), Type.Null()]), basis }, closed),
    remedies: Type.Object(
      { text: words(600), basis, organs: Type.Record(Type.String({ pattern: '^\\d{6}$' }), Type.Object({ review: words(40), court: words(40) }, closed)) },
      closed,
    ),
    /** By division. */
    places: Type.Optional(Type.Record(Type.String({ pattern: '^\\d{6}$' }), Type.Object({ place: words(100), hours: words(100), phone: words(40) }, closed))),
    /** For `nextNumber`: `{taskCode}`, `{yyyyMMdd}`, `{seq:n}`. */
    caseNumber: Type.String({ pattern: '\\{seq:\\d\\}', maxLength: 60 }),
    distinctBy: Type.Optional(Type.Array(words(60), { maxItems: 5 })),
    /** Pages of the form that ask about the situation. */
    situationPages: Type.Array(words(60)),
    notices: Type.Optional(Type.Array(words())),
    undertakings: Type.Optional(Type.Array(words())),
  },
  closed,
);
export type ItemFile = Static<typeof ItemFile>;

/** The shape of `materials.yaml`. */
export const MaterialsFile = Type.Object(
  {
    materials: Type.Array(
      Type.Object(
        {
          key: Type.String({ pattern: '^[a-z][a-zA-Z0-9]{1,39}$' }),
          name: words(80),
          why: words(),
          generated: Type.Optional(Type.Boolean()),
          optional: Type.Optional(Type.Boolean()),
          /** FEEL over the form's fields, `wallet.<key>` and `verified`; `when` says the same in words. */
          requiredWhen: Type.Optional(words(500)),
          when: Type.Optional(words()),
          waivedWhen: Type.Optional(words(500)),
          waived: Type.Optional(words()),
          licenceTypes: Type.Optional(Type.Array(Type.String())),
          accept: Type.Optional(Type.Array(Type.Enum(['pdf', 'jpg', 'png', 'ofd', 'docx', 'xlsx']), { minItems: 1 })),
          maxSizeMb: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })),
          maxFiles: Type.Optional(Type.Integer({ minimum: 1, maximum: 20 })),
          source: words(60),
          sample: Type.Optional(words()),
          basis,
        },
        closed,
      ),
      { minItems: 1, maxItems: 60 },
    ),
  },
  closed,
);
export type MaterialsFile = Static<typeof MaterialsFile>;

/** The shape of `examples/*.yaml`: an applicant, her answers, and what must come of them. */
export const ExampleFile = Type.Object(
  {
    title: words(100),
    /** The day the example happens, for rules that look at the calendar. */
    today: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
    /** Keys of licence types in the applicant's wallet. */
    wallet: Type.Optional(Type.Array(Type.String())),
    verified: Type.Optional(Type.Boolean()),
    answers: Type.Record(Type.String(), Type.Unknown()),
    expect: Type.Object(
      {
        /** Fields complained about; none when the form is in order, and then the rest is checked as well. */
        problems: Type.Optional(Type.Array(Type.String())),
        warnings: Type.Optional(Type.Array(Type.String())),
        materials: Type.Object({ required: Type.Array(Type.String()), optional: Type.Optional(Type.Array(Type.String())), waived: Type.Optional(Type.Array(Type.String())) }, closed),
        decisions: Type.Optional(Type.Record(Type.String(), Type.Object({ outputs: Type.Record(Type.String(), Type.Unknown()), rules: Type.Optional(Type.Array(Type.Integer({ minimum: 1 }))) }, closed))),
        /** What people do, in order: a step and its action with what they fill in, a message, or a deadline that passes. */
        path: Type.Optional(
          Type.Array(
            Type.Union([
              Type.Object({ step: words(60), action: words(30), fields: Type.Optional(Type.Record(Type.String(), Type.Unknown())) }, closed),
              Type.Object({ message: words(60) }, closed),
              Type.Object({ timer: words(60) }, closed),
            ]),
          ),
        ),
        letters: Type.Optional(Type.Array(words(30))),
        licence: Type.Optional(Type.Boolean()),
        outcome: Type.Optional(Type.Enum(['granted', 'refused', 'declined', 'lapsed'])),
      },
      closed,
    ),
  },
  closed,
);
export type ExampleFile = Static<typeof ExampleFile>;
