import { createHash } from 'node:crypto';
import Type, { type Static } from 'typebox';
import { readYaml } from '../../../../kernel/content.ts';
import type { ContentFile, ContentProblem } from '../../../../kernel/module.ts';
import { isUscc, readItemCode } from '../../../../engines/identifiers/contract.ts';
import type { Audience, Basis } from '../contract.ts';
import { gapsOf } from '../rules/gaps.ts';
import { searchedWords, type CatalogueGuide } from '../rules/guide.ts';
import { vectorText } from '../search/vectors.ts';
import type { Segmenter } from '../search/segmenter.ts';
import type { ImplementationRow, NewItem } from '../store/catalogue.ts';
import type { Surroundings } from './surroundings.ts';
import type { Words } from './words.ts';

const closed = { additionalProperties: false };
const BasisField = Type.Enum(['source', 'memory', 'invented', 'generic'] as Basis[]);
const TermField = Type.Object({ number: Type.Integer({ minimum: 0, maximum: 3650 }), unit: Type.Enum(['1', '2', '3', '4', '5']) }, closed);

const Entry = Type.Object(
  {
    id: Type.String({ pattern: '^S\\d{3}$' }),
    name: Type.String({ minLength: 2, maxLength: 100 }),
    type: Type.String({ pattern: '^\\d{2}$' }),
    catalogCode: Type.String({ pattern: '^\\d{12}$' }),
    catalogCodeBasis: BasisField,
    basis: BasisField,
    nameBasis: Type.Optional(BasisField),
    levels: Type.Array(Type.String({ pattern: '^[1-7]$' }), { minItems: 1 }),
    objects: Type.Array(Type.String({ pattern: '^[1-6]$' }), { minItems: 1 }),
    caseType: Type.Enum(['1', '2']),
    statutory: Type.Union([TermField, Type.Null()]),
    promised: TermField,
    legalBasis: Type.String({ minLength: 2, maxLength: 200 }),
    articleKnown: Type.Boolean(),
    themes: Type.Array(Type.String({ pattern: '^[PE]\\d{2}$' })),
    result: Type.Union([Type.String({ minLength: 1, maxLength: 100 }), Type.Null()]),
    onlineLevel: Type.String({ pattern: '^[1-4]$' }),
    fullyOnline: Type.Boolean(),
    bundles: Type.Array(Type.String()),
    guide: Type.Object({ basis: BasisField, whoCanApply: Type.String({ minLength: 2 }), materials: Type.Array(Type.String({ minLength: 1 })) }, closed),
    implementations: Type.Array(Type.Object({ bureau: Type.String(), code: Type.String() }, closed)),
  },
  closed,
);
const CatalogueFile = Type.Object({ bureau: Type.String(), items: Type.Array(Entry) }, closed);

export type CatalogueEntry = Static<typeof Entry> & { readonly leadBureau: string; readonly file: string };

/** Reads the files of the catalogue. */
export function readCatalogue(files: readonly ContentFile[]): { entries: CatalogueEntry[]; problems: ContentProblem[] } {
  const problems: ContentProblem[] = [];
  const entries = files.flatMap((file) => {
    const read = readYaml(file, CatalogueFile);
    problems.push(...read.problems);
    return (read.value?.items ?? []).map((entry) => ({ ...entry, leadBureau: read.value?.bureau ?? '', file: file.path }));
  });
  return { entries, problems };
}

/**
 * Finds what contradicts itself in the catalogue: codes, levels, limits, and names of things that do not exist.
 *
 * @source GB/T 39554.1-2020; facts C1; SMX1-580, SMX1-595
 */
export function checkCatalogue(entries: readonly CatalogueEntry[], surroundings: Surroundings): ContentProblem[] {
  const problems: ContentProblem[] = [];
  const ids = new Map<string, string>();
  const codes = new Map<string, string>();
  for (const entry of entries) {
    const wrong = (message: string, hint?: string): number => problems.push({ path: entry.file, message: `${entry.id} ${entry.name}：${message}`, ...(hint ? { hint } : {}) });
    if (ids.has(entry.id)) wrong(`编号与“${ids.get(entry.id)}”重复`);
    ids.set(entry.id, entry.name);
    if (codes.has(entry.catalogCode)) wrong(`基本编码与“${codes.get(entry.catalogCode)}”重复`);
    codes.set(entry.catalogCode, entry.name);
    checkBaseCode(entry, surroundings, wrong);
    checkLimits(entry, wrong);
    checkNames(entry, surroundings, wrong);
    for (const implementation of entry.implementations) checkImplementation(entry, implementation, surroundings, wrong);
  }
  const taskCodes = entries.flatMap((entry) => entry.implementations.map(({ code }) => code));
  for (const code of taskCodes.filter((each, at) => taskCodes.indexOf(each) !== at)) problems.push({ path: 'service-items/catalogue', message: `实施编码 ${code} 重复` });
  return problems;
}

type Wrong = (message: string, hint?: string) => void;

function checkBaseCode({ catalogCode, type }: CatalogueEntry, { province }: Surroundings, wrong: Wrong): void {
  if (catalogCode.slice(2, 4) !== type) wrong(`基本编码的类型位是 ${catalogCode.slice(2, 4)}，与事项类型 ${type} 不符`);
  if (catalogCode.slice(0, 2) !== '00' && catalogCode.slice(0, 2) !== province) wrong(`基本编码的省级位 ${catalogCode.slice(0, 2)} 既不是 00（国家），也不是本省 ${province}`);
}

function checkLimits({ statutory, promised, caseType }: CatalogueEntry, wrong: Wrong): void {
  if (statutory?.unit === promised.unit && promised.number > statutory.number) wrong(`承诺时限 ${promised.number} 长于法定时限 ${statutory.number}`);
  if (promised.number === 0 && caseType !== '1') wrong('承诺时限为 0 的应是即办件');
}

function checkNames({ levels, themes, bundles, leadBureau, id, implementations }: CatalogueEntry, known: Surroundings, wrong: Wrong): void {
  if (!known.bureaus.has(leadBureau)) wrong(`主管部门 ${leadBureau} 不存在`, '见 bureaus.yaml');
  for (const theme of themes) if (!known.themes.has(theme)) wrong(`主题 ${theme} 不存在`, '见 base/dictionaries 的 life-event 和 company-cycle');
  for (const bundle of bundles) if (!known.bundles.get(bundle)?.includes(id)) wrong(`一件事 ${bundle} 不存在或者没有列出本事项`, '见 bundles.yaml');
  const used = new Set(implementations.map(({ bureau }) => known.bureaus.get(bureau)?.level));
  for (const level of used) if (level !== undefined && !levels.includes(level)) wrong(`有 ${level} 级实施主体，但行使层级没有列出`);
}

function checkImplementation(entry: CatalogueEntry, { bureau, code }: CatalogueEntry['implementations'][number], { bureaus, province }: Surroundings, wrong: Wrong): void {
  const unit = bureaus.get(bureau);
  const parts = readItemCode(code);
  if (!unit) wrong(`实施主体 ${bureau} 不存在`, '见 bureaus.yaml');
  if (!parts) {
    wrong(`实施编码 ${code} 不正确`, isUscc(code.slice(0, 18)) ? '应为信用代码 18 位、层级 1 位、基本编码 12 位' : '信用代码校验位不符');
    return;
  }
  if (unit && parts.uscc !== unit.uscc) wrong(`实施编码 ${code} 的信用代码不是 ${unit.name} 的`);
  if (unit && parts.level !== unit.level) wrong(`实施编码 ${code} 的层级位是 ${parts.level}，而 ${unit.name} 是 ${unit.level} 级`);
  if (parts.baseCode !== entry.catalogCode) wrong(`实施编码 ${code} 的基本编码不是 ${entry.catalogCode}`);
  if (parts.uscc.slice(2, 4) !== province) wrong(`实施编码 ${code} 的信用代码不属于本省`);
}

/** The words that find an entry. */
export interface Indexing {
  readonly segmenter: Segmenter;
  readonly words: Words;
  readonly bureauNames: ReadonlyMap<string, { readonly name: string; readonly short: string }>;
}

/** A row of the catalogue; `slug` where the item can be applied for here. */
export function itemRow(entry: CatalogueEntry, { slug, keywords }: { slug: string | null; keywords: readonly string[] }, { segmenter, words, bureauNames }: Indexing, at: Date): NewItem {
  const guide: CatalogueGuide = {
    ...entry.guide,
    legalBases: [{ title: entry.legalBasis, note: entry.articleKnown ? null : '条款待核', basis: entry.basis }],
    result: entry.result,
  };
  const bureau = bureauNames.get(entry.leadBureau);
  const search = vectorText({
    A: segmenter.wordsOf(entry.name),
    B: [...keywords, ...words.sayingsFor(entry.name)].flatMap((saying) => segmenter.wordsOf(saying)),
    C: segmenter.wordsOf(entry.result ?? ''),
    D: segmenter.wordsOf(`${bureau?.name ?? ''} ${bureau?.short ?? ''} ${searchedWords(guide)}`),
  });
  const row = {
    id: entry.id,
    base_code: entry.catalogCode,
    name: entry.name,
    type: entry.type,
    unit_id: entry.leadBureau,
    audience: audienceOf(entry.objects),
    objects: entry.objects,
    levels: entry.levels,
    themes: entry.themes,
    bundles: entry.bundles,
    case_type: entry.caseType === '1' ? ('instant' as const) : ('promised' as const),
    limits: { statutory: entry.statutory, promised: entry.promised },
    guide,
    online_level: entry.onlineLevel,
    slug,
    basis: entry.basis,
    gaps: gapsOf({ ...entry, guideBasis: slug ? entry.basis : entry.guide.basis, codeBasis: entry.catalogCodeBasis, implementations: entry.implementations.length }),
    search,
  };
  return { ...row, digest: createHash('sm3').update(JSON.stringify(row)).digest('hex'), changed_at: at };
}

const naturalPerson = '1';

function audienceOf(objects: readonly string[]): Audience[] {
  const person = objects.includes(naturalPerson);
  const organisation = objects.some((object) => object !== naturalPerson);
  return [...(person ? (['person'] as const) : []), ...(organisation ? (['organisation'] as const) : [])];
}

/** Where and when people go; of a body, or the item's own word for all of them. */
export interface Place {
  readonly place?: string;
  readonly hours?: string;
  readonly phone?: string;
}

/** The rows of who carries an entry out. */
export const implementationRows = (entry: CatalogueEntry, { bureaus }: Surroundings, places: ReadonlyMap<string, Place>): ImplementationRow[] =>
  entry.implementations.map(({ bureau, code }) => {
    const unit = bureaus.get(bureau);
    const place = places.get(unit?.division ?? '');
    return { task_code: code, item_id: entry.id, unit_id: bureau, division_code: unit?.division ?? '', level: code.charAt(18), place: place?.place ?? null, hours: place?.hours ?? null, phone: place?.phone ?? null };
  });
