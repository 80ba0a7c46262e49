import Type, { type Static } from 'typebox';
import { readYaml } from '../../../kernel/content.ts';
import type { Context } from '../../../kernel/context.ts';
import type { ContentFile, ContentProblem, ContentReader } from '../../../kernel/module.ts';
import { isUscc } from '../../../engines/identifiers/contract.ts';
import { DivisionKind } from './contract.ts';
import { addUnits, saveDivisions, type DivisionRow, type UnitRow } from './store.ts';

const basis = Type.Optional(Type.String());
const note = Type.Optional(Type.String());

const DivisionsFile = Type.Object({
  about: Type.Unknown(),
  divisions: Type.Array(
    Type.Object(
      {
        code: Type.String({ pattern: '^\\d{6}(\\d{3})?$' }),
        name: Type.String({ minLength: 1 }),
        fullName: Type.Optional(Type.String()),
        kind: DivisionKind,
        level: Type.String(),
        parent: Type.Optional(Type.String()),
        basis,
        note,
      },
      { additionalProperties: false },
    ),
  ),
});

const BureausFile = Type.Object({
  about: Type.Unknown(),
  bureaus: Type.Array(
    Type.Object({
      id: Type.String({ pattern: '^[a-z0-9-]+$' }),
      name: Type.String({ minLength: 2 }),
      short: Type.String({ minLength: 1 }),
      uscc: Type.String(),
      division: Type.String(),
      departments: Type.Optional(Type.Array(Type.Object({ id: Type.String({ pattern: '^[a-z0-9-]+$' }), name: Type.String({ minLength: 2 }) }))),
    }),
  ),
});

/** Divisions and bureaus of the city, from `divisions.yaml` and `bureaus.yaml` of its pack. */
export const organisationContent: ContentReader = {
  files: /^(divisions|bureaus)\.yaml$/,
  check: async (files) => {
    const { divisions, bureaus, problems } = readAll(files);
    return [...problems, ...checkDivisions(divisions), ...checkBureaus(bureaus, divisions)];
  },
  load: async (ctx: Context, files) => {
    const { divisions, bureaus } = readAll(files);
    await saveDivisions(ctx, divisions);
    await addUnits(ctx, bureaus.flatMap((bureau, index) => unitRows(bureau, index, ctx.now())));
  },
};

type Bureau = Static<typeof BureausFile>['bureaus'][number];

function readAll(files: readonly ContentFile[]): { divisions: DivisionRow[]; bureaus: Bureau[]; problems: ContentProblem[] } {
  const problems: ContentProblem[] = [];
  let divisions: DivisionRow[] = [];
  let bureaus: Bureau[] = [];
  for (const file of files) {
    if (file.path.endsWith('divisions.yaml')) {
      const read = readYaml(file, DivisionsFile);
      problems.push(...read.problems);
      divisions = (read.value?.divisions ?? []).map((each, position) => ({ code: each.code, name: each.name, kind: each.kind, parent_code: each.parent ?? null, position }));
    } else {
      const read = readYaml(file, BureausFile);
      problems.push(...read.problems);
      bureaus = read.value?.bureaus ?? [];
    }
  }
  return { divisions, bureaus, problems };
}

function checkDivisions(divisions: readonly DivisionRow[]): ContentProblem[] {
  const known = new Set(divisions.map((division) => division.code));
  return divisions
    .filter((division) => division.parent_code !== null && !known.has(division.parent_code))
    .map((division) => ({ path: 'divisions.yaml', message: `${division.name} 的上级 ${division.parent_code} 不存在` }));
}

function checkBureaus(bureaus: readonly Bureau[], divisions: readonly DivisionRow[]): ContentProblem[] {
  const known = new Set(divisions.map((division) => division.code));
  const owners = new Map<string, string>();
  const problems: ContentProblem[] = [];
  const wrong = (message: string, hint?: string): number => problems.push({ path: 'bureaus.yaml', message, ...(hint ? { hint } : {}) });
  for (const bureau of bureaus) {
    if (!isUscc(bureau.uscc)) wrong(`${bureau.name} 的统一社会信用代码 ${bureau.uscc} 校验位不符`);
    if (!known.has(bureau.division)) wrong(`${bureau.name} 的区划 ${bureau.division} 不存在`, '区划见 divisions.yaml');
    for (const key of [bureau.id, bureau.uscc]) {
      const owner = owners.get(key);
      if (owner) wrong(`${bureau.name} 与 ${owner} 重复使用 ${key}`);
      owners.set(key, bureau.name);
    }
  }
  return problems;
}

function unitRows(bureau: Bureau, position: number, at: Date): UnitRow[] {
  // Each bureau leaves room for its departments, so that one order shows bureaus with what belongs to them.
  const place = position * 100;
  const common = { division_code: bureau.division, status: 'active' as const, changed_at: at };
  return [
    { ...common, id: bureau.id, parent_id: null, path: [bureau.id], kind: 'bureau', name: bureau.name, short_name: bureau.short, uscc: bureau.uscc, position: place },
    ...(bureau.departments ?? []).map((department, index): UnitRow => {
      const id = `${bureau.id}/${department.id}`;
      return { ...common, id, parent_id: bureau.id, path: [bureau.id, id], kind: 'department', name: department.name, short_name: department.name, uscc: null, position: place + index + 1 };
    }),
  ];
}
