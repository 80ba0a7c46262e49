import Type from 'typebox';
import { readYaml } from '../../../../kernel/content.ts';
import type { ContentFile } from '../../../../kernel/module.ts';
import type { CodeItem, CodeTables } from '../../../../engines/forms/contract.ts';

/** What other modules' content says, as far as items refer to it. Those modules report what is wrong with it. */
export interface Surroundings {
  readonly bureaus: ReadonlyMap<string, Bureau>;
  /** Role → its title. */
  readonly roles: ReadonlyMap<string, string>;
  readonly themes: ReadonlySet<string>;
  /** Bundle → its member items. */
  readonly bundles: ReadonlyMap<string, readonly string[]>;
  /** Keys of licence types. */
  readonly licenceTypes: ReadonlySet<string>;
  /** The code tables that forms may choose from. */
  readonly codes: CodeTables;
  /** First two digits of the city's divisions. */
  readonly province: string;
}

export interface Bureau {
  readonly name: string;
  readonly short: string;
  readonly uscc: string;
  readonly level: string;
  readonly division: string;
}

const Pack = Type.Object({ city: Type.Object({ divisionCode: Type.String() }) });
const Bureaus = Type.Object({ bureaus: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), short: Type.String(), uscc: Type.String(), level: Type.String(), division: Type.String() })) });
const Roles = Type.Object({ roles: Type.Array(Type.Object({ id: Type.String(), title: Type.String() })) });
const Bundles = Type.Object({ bundles: Type.Array(Type.Object({ id: Type.String(), members: Type.Array(Type.String()) })) });
const LicenceType = Type.Object({ key: Type.String() });
const Divisions = Type.Object({ divisions: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), kind: Type.String(), parent: Type.Optional(Type.String()) })) });
const Dictionary = Type.Object({ key: Type.String(), items: Type.Array(Type.Object({ code: Type.String(), name: Type.String(), parent: Type.Optional(Type.String()) })) });

/** Which files tell it. */
export const surroundingFiles = /^((pack|bureaus|roles|bundles|divisions)\.yaml|licence-types\/[^/]+\.yaml|dictionaries\/[^/]+\.yaml)$/;

/** Reads what items refer to. */
export function readSurroundings(files: readonly ContentFile[]): Surroundings {
  const read = <S extends Parameters<typeof readYaml>[1]>(name: string, schema: S) => {
    const file = files.find((each) => each.path === name);
    return file ? readYaml(file, schema).value : null;
  };
  const all = <S extends Parameters<typeof readYaml>[1]>(folder: string, schema: S) =>
    files.filter((file) => file.path.startsWith(folder)).flatMap((file) => readYaml(file, schema).value ?? []);
  const dictionaries = all('dictionaries/', Dictionary);
  const themes = dictionaries.filter(({ key }) => key === 'life-event' || key === 'company-cycle').flatMap(({ items }) => items.map(({ code }) => code));
  return {
    bureaus: new Map(read('bureaus.yaml', Bureaus)?.bureaus.map((bureau) => [bureau.id, bureau])),
    roles: new Map(read('roles.yaml', Roles)?.roles.map(({ id, title }) => [id, title])),
    themes: new Set(themes),
    bundles: new Map(read('bundles.yaml', Bundles)?.bundles.map(({ id, members }) => [id, members])),
    licenceTypes: new Set(all('licence-types/', LicenceType).map(({ key }) => key)),
    codes: { ...Object.fromEntries(dictionaries.map(({ key, items }) => [key, treeOf(items)])), divisions: treeOf(placesOf(read('divisions.yaml', Divisions)?.divisions ?? [])) },
    province: read('pack.yaml', Pack)?.city.divisionCode.slice(0, 2) ?? '',
  };
}

interface Coded {
  readonly code: string;
  readonly name: string;
  readonly parent?: string;
}

/** Counties and what lies below them; the city itself and its own level are no places to live. */
const placesOf = (divisions: readonly (Coded & { kind: string })[]): Coded[] => divisions.filter(({ kind }) => kind !== 'city' && kind !== 'cityLevel');

function treeOf(items: readonly Coded[]): CodeItem[] {
  const known = new Set(items.map(({ code }) => code));
  const below = Map.groupBy(items, ({ parent }) => (parent !== undefined && known.has(parent) ? parent : null));
  const branch = (parent: string | null): CodeItem[] =>
    (below.get(parent) ?? []).map(({ code, name }) => {
      const children = branch(code);
      return { value: code, label: name, ...(children.length > 0 ? { children } : {}) };
    });
  return branch(null);
}
