import type { NameType, Names } from '../../expressions/api.ts';
import { simpleTypes } from '../model.ts';
import type { DecisionModel, SimpleType, TypeDefinition } from '../model.ts';
import type { ValueType } from '../compiled.ts';
import type { Place, Report } from './checking.ts';

/** The types of a model, resolved: what values look like, and which tests they must pass. */
export interface Types {
  readonly resolve: (name: string, place: Place) => ValueType;
  /** The tests of a type definition, as text. */
  readonly valuesOf: (name: string) => string | null;
}

const isSimple = (name: string): name is SimpleType => (simpleTypes as readonly string[]).includes(name);

/** Prepares the lookup of type names; unknown names and circles are reported where they are used. */
export function resolveTypes(model: DecisionModel, report: Report): Types {
  const definitions = new Map(model.types.map((type) => [type.name, type]));
  const resolve = (name: string, place: Place, path: readonly string[] = []): ValueType => {
    if (isSimple(name)) return name;
    const definition = definitions.get(name);
    if (!definition || path.includes(name)) {
      report(place, definition ? `类型“${name}”引用了自己` : `没有名为“${name}”的类型`);
      return 'any';
    }
    const inner = (type: string) => resolve(type, place, [...path, name]);
    return withList(definition.list, shapeOf(definition, inner));
  };
  return { resolve: (name, place) => resolve(name, place), valuesOf: (name) => definitions.get(name)?.values ?? null };
}

const withList = (list: boolean, type: ValueType): ValueType => (list ? { list: type } : type);

function shapeOf({ type, fields }: TypeDefinition, resolve: (name: string) => ValueType): ValueType {
  if (fields.length === 0) return resolve(type);
  return { fields: Object.fromEntries(fields.map((field) => [field.name, withList(field.list, resolve(field.type))])) };
}

/** What the expression compiler is told of a value. */
export function nameTypeOf(type: ValueType): NameType {
  if (typeof type === 'string') return type as SimpleType;
  if ('fields' in type) return { context: namesOf(type.fields) };
  if (typeof type.list === 'string') return `${type.list as SimpleType}[]`;
  return 'fields' in type.list ? { list: namesOf(type.list.fields) } : 'any[]';
}

const namesOf = (fields: { readonly [name: string]: ValueType }): Names => Object.fromEntries(Object.entries(fields).map(([name, type]) => [name, nameTypeOf(type)]));
