import { documentErrors } from '../errors.ts';
import type { FaceBox, FaceField, FaceProblem, FaceText, LicenceFace } from './model.ts';
import { readGroup, type Reader } from './reader.ts';

const paper: Readonly<Record<string, readonly [number, number]>> = { A3: [297, 420], A4: [210, 297], A5: [148, 210] };
const longestSide = 1200;
const gold = '#a9843a';
const aligns = ['left', 'centre', 'right'] as const;
const slots = ['body', 'strong', 'title', 'heading', 'subheading'] as const;
const colourRule = { max: 7, pattern: /^#[0-9a-f]{6}$/i, hint: '颜色应写成 #rrggbb' };

/** Checks the layout of a licence and returns it with its defaults filled in, or every fault it has. */
export function checkFace(
  data: unknown,
): { readonly face: LicenceFace; readonly problems: readonly [] } | { readonly face: null; readonly problems: readonly FaceProblem[] } {
  const problems: FaceProblem[] = [];
  const reader = readGroup(data, '', problems);
  const face = readFace(reader);
  reader.finish();
  checkNames(face, problems);
  checkBounds(face, problems);
  return problems.length === 0 ? { face, problems: [] } : { face: null, problems };
}

/**
 * Compiles the layout of a licence from data, as read from YAML.
 *
 * @throws documents.badFace with every fault in `detail.problems`
 */
export function compileFace(data: unknown): LicenceFace {
  const { face, problems } = checkFace(data);
  if (!face) throw documentErrors.badFace({ problems });
  return face;
}

function readFace(reader: Reader): LicenceFace {
  return {
    name: reader.text('name', { max: 60 }),
    page: reader.group('page', readPage) ?? { width: 297, height: 210 },
    border: reader.group('border', readBorder) ?? { style: 'ornate', colour: gold, margin: 9 },
    rosette: reader.group('rosette', (each) => ({ colour: each.text('colour', { ...colourRule, usual: '#f4ecd8' }) })),
    variants: reader.texts('variants', 6) ?? ['正本'],
    texts: reader.list('texts', 60, readText),
    fields: reader.list('fields', 80, readField),
    pictures: reader.list('pictures', 6, (each) => ({ key: readKey(each), ...readBox(each), only: each.texts('only', 6) })),
    qrCode: reader.group('qrCode', (each) => ({ ...readPoint(each), size: each.number('size', { min: 15, max: 80, usual: 25 }) })),
    barcode: reader.group('barcode', (each) => ({ key: readKey(each), ...readBox(each) })),
    seal: reader.group('seal', (each) => ({ ...readPoint(each), size: each.number('size', { min: 10, max: 80, usual: 42 }) })),
  };
}

function readPage(reader: Reader): LicenceFace['page'] {
  const size = reader.raw('size') ?? 'A4';
  const landscape = reader.choice('orientation', ['landscape', 'portrait'], 'landscape') === 'landscape';
  const [short, long] = typeof size === 'string' ? (paper[size] ?? []) : [];
  if (short !== undefined && long !== undefined) return landscape ? { width: long, height: short } : { width: short, height: long };
  const [width, height] = Array.isArray(size) ? size : [];
  const fits = (side: unknown): side is number => typeof side === 'number' && side >= 40 && side <= longestSide;
  if (fits(width) && fits(height)) return { width, height };
  reader.problem('size', `应是 A3、A4、A5，或 [宽, 高]，40 到 ${longestSide} 毫米`);
  return { width: longestSide, height: longestSide };
}

const readBorder = (reader: Reader): LicenceFace['border'] => ({
  style: reader.choice('style', ['ornate', 'double', 'none'], 'ornate'),
  colour: reader.text('colour', { ...colourRule, usual: gold }),
  margin: reader.number('margin', { min: 3, max: 60, usual: 9 }),
});

const side = { min: 0, max: longestSide };
const readPoint = (reader: Reader): { x: number; y: number } => ({ x: reader.number('x', side), y: reader.number('y', side) });
const readBox = (reader: Reader): FaceBox => ({ ...readPoint(reader), width: reader.number('width', side), height: reader.number('height', side) });
const readKey = (reader: Reader): string =>
  reader.text('key', { max: 60, pattern: /^[\p{L}_][\p{L}\p{N}_]*$/u, hint: '应以字母开头，只含字母、数字和下划线' });

const readText = (reader: Reader): FaceText => ({
  text: reader.text('text', { max: 400 }),
  ...readPoint(reader),
  width: reader.number('width', side),
  size: reader.number('size', { min: 5, max: 120, usual: 12 }),
  align: reader.choice('align', aligns, 'left'),
  font: reader.choice('font', slots, 'body'),
  spacing: reader.number('spacing', { min: 0, max: 5, usual: 0 }),
  colour: reader.text('colour', { ...colourRule, usual: '#000000' }),
  only: reader.texts('only', 6),
});

function readField(reader: Reader): FaceField {
  const size = reader.number('size', { min: 5, max: 60, usual: 14 });
  const minSize = reader.number('minSize', { min: 4, max: 60, usual: Math.max(4, size * 0.6) });
  if (minSize > size) reader.problem('minSize', '不应大于 size');
  return {
    key: readKey(reader),
    label: reader.text('label', { max: 40, usual: '' }),
    ...readBox(reader),
    labelWidth: reader.number('labelWidth', { ...side, usual: 0 }),
    size,
    minSize,
    align: reader.choice('align', aligns, 'left'),
    required: reader.flag('required', true),
    only: reader.texts('only', 6),
  };
}

function checkNames(face: LicenceFace, problems: FaceProblem[]): void {
  const known = new Set(face.variants);
  const elements = { texts: face.texts, fields: face.fields, pictures: face.pictures };
  for (const [list, items] of Object.entries(elements)) {
    for (const [index, { only }] of items.entries()) {
      const strange = only?.filter((name) => !known.has(name)) ?? [];
      if (strange.length > 0) problems.push({ path: `${list}[${index}].only`, message: `variants 中没有“${strange.join('、')}”` });
    }
  }
  const keys = new Set<string>();
  for (const [index, { key, only }] of face.fields.entries()) {
    for (const variant of only ?? face.variants) {
      if (keys.has(`${key}/${variant}`)) problems.push({ path: `fields[${index}].key`, message: `“${key}”在${variant}中出现了两次` });
      keys.add(`${key}/${variant}`);
    }
  }
  if (face.barcode && !face.fields.some((field) => field.key === face.barcode?.key)) {
    problems.push({ path: 'barcode.key', message: `fields 中没有“${face.barcode.key}”` });
  }
}

function checkBounds(face: LicenceFace, problems: FaceProblem[]): void {
  const check = (path: string, box: FaceBox): void => {
    if (box.x < 0 || box.y < 0 || box.x + box.width > face.page.width || box.y + box.height > face.page.height) {
      problems.push({ path, message: `超出了页面（${face.page.width} × ${face.page.height} 毫米）` });
    }
  };
  for (const [index, text] of face.texts.entries()) check(`texts[${index}]`, { ...text, height: text.size * 0.353 });
  for (const [index, field] of face.fields.entries()) check(`fields[${index}]`, { ...field, width: field.labelWidth + field.width });
  for (const [index, picture] of face.pictures.entries()) check(`pictures[${index}]`, picture);
  if (face.qrCode) check('qrCode', { ...face.qrCode, width: face.qrCode.size, height: face.qrCode.size });
  if (face.barcode) check('barcode', face.barcode);
  if (face.seal) {
    const { x, y, size } = face.seal;
    check('seal', { x: x - size / 2, y: y - size / 2, width: size, height: size });
  }
}
