import type { TypePlan } from '../plan.ts';
import { reject, quote } from './compilation.ts';
import type { Compilation } from './compilation.ts';
import { nameOf, partsOf } from './syntax.ts';
import type { SyntaxNode } from './syntax.ts';

const simpleTypes = [
  'boolean',
  'string',
  'number',
  'date',
  'time',
  'date and time',
  'days and time duration',
  'years and months duration',
  'range',
  'list',
  'context',
  'function',
];

/** Translates the type after `instance of`. */
export function translateType(compilation: Compilation, node: SyntaxNode): TypePlan {
  const [inner] = partsOf(node);
  if (!inner) return 'Any';
  switch (inner.name) {
    case 'ListType':
      return ['list', typeIn(compilation, inner)];
    case 'ContextType':
      return ['context', (inner.getChild('ContextEntryTypes')?.getChildren('ContextEntryType') ?? []).map((entry) => [entryName(compilation, entry), typeIn(compilation, entry)])];
    case 'FunctionType':
      return 'function';
    default:
      return simpleType(compilation, inner);
  }
}

function typeIn(compilation: Compilation, node: SyntaxNode): TypePlan {
  const type = node.getChild('Type');
  return type ? translateType(compilation, type) : 'Any';
}

function entryName(compilation: Compilation, entry: SyntaxNode): string {
  const [name] = partsOf(entry);
  return name ? nameOf(name, compilation.source) : '';
}

function simpleType(compilation: Compilation, node: SyntaxNode): TypePlan {
  const name = nameOf(node, compilation.source);
  if (name.toLowerCase() === 'any') return 'Any';
  if (name.toLowerCase() === 'null') return 'null';
  if (simpleTypes.includes(name)) return name;
  reject(compilation, node, `没有名为${quote(compilation, node)}的类型，可用的有：${simpleTypes.join('、')}`);
  return 'Any';
}
