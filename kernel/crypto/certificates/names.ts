import { BmpString, IA5String, PrintableString, TeletexString, Utf8String } from 'asn1js';
import {
  childrenOf, element, encodingOf, expect, identifierOf, membersOf, type Node, objectIdentifier, printableString, sequence, utf8String,
} from '../asn1.ts';
import { cryptoErrors } from '../errors.ts';

/** Who a certificate names, in the parts Chinese certificates use. */
export interface DistinguishedName {
  /** Two letters, e.g. `CN` */
  readonly country?: string;
  readonly province?: string;
  readonly locality?: string;
  readonly organisation?: string;
  readonly unit?: string;
  readonly commonName: string;
}

/** In the order they are written; `limit` is the upper bound of X.520, in characters. */
const parts = [
  { name: 'country', label: 'C', oid: '2.5.4.6', limit: 2, text: '国家代码' },
  { name: 'province', label: 'ST', oid: '2.5.4.8', limit: 128, text: '省份' },
  { name: 'locality', label: 'L', oid: '2.5.4.7', limit: 128, text: '城市' },
  { name: 'organisation', label: 'O', oid: '2.5.4.10', limit: 64, text: '单位名称' },
  { name: 'unit', label: 'OU', oid: '2.5.4.11', limit: 64, text: '部门名称' },
  { name: 'commonName', label: 'CN', oid: '2.5.4.3', limit: 64, text: '证书名称' },
] as const;

/** DER of a name; a country is a PrintableString, everything else UTF-8. @throws crypto.malformed, crypto.tooLarge */
export function nameToDer(name: DistinguishedName): Buffer {
  if (!name.commonName) throw cryptoErrors.malformed({ what: '证书名称' });
  if (name.country !== undefined && !/^[A-Z]{2}$/.test(name.country)) throw cryptoErrors.malformed({ what: '国家代码' });
  const attributes = parts.flatMap((part) => {
    const value = name[part.name];
    if (value === undefined) return [];
    if ([...value].length > part.limit) throw cryptoErrors.tooLarge({ what: part.text, limit: `${part.limit} 个字` });
    const text = part.name === 'country' ? printableString(value) : utf8String(value);
    return [element(0x31, sequence(objectIdentifier(part.oid), text))];
  });
  return sequence(...attributes);
}

/** A name from its node: attributes of other kinds are left out, of repeated ones the last stands. */
export function nameFromNode(node: Node | undefined): DistinguishedName {
  const name: Partial<Record<(typeof parts)[number]['name'], string>> = {};
  for (const attribute of childrenOf(node).flatMap(membersOf)) {
    const [kind, value] = childrenOf(attribute);
    const part = parts.find(({ oid }) => oid === identifierOf(kind));
    if (part) name[part.name] = textOf(value);
  }
  return { ...name, commonName: name.commonName ?? '' };
}

/** A name on one line, largest part first: `C=CN, O=…, CN=…`. */
export function formatName(name: DistinguishedName): string {
  return parts.flatMap(({ name: key, label }) => (name[key] ? [`${label}=${name[key]}`] : [])).join(', ');
}

const textTypes = [Utf8String, PrintableString, IA5String, BmpString, TeletexString];

function textOf(node: Node | undefined): string {
  const type = textTypes.find((candidate) => node instanceof candidate);
  return type ? expect(node, type).getValue() : encodingOf(node).toString('hex');
}
