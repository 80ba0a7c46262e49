import { PDFArray, PDFDict, PDFName, PDFRef, PDFStream, type PDFContext, type PDFDocument, type PDFObject } from '@cantoo/pdf-lib';
import { openPdf } from './open-pdf.ts';

/** What was appended to a file after a signature: nothing, further seals and no more, or something else. */
export type LaterChanges = 'nothing' | 'seals' | 'other';

/**
 * Says what was appended to a PDF after the bytes a signature covers.
 *
 * `seals` is only said when the appended part is fully understood: plain sections whose tables point at the objects that
 * stand there, and which touch nothing of the signed document but its lists of fields and annotations. Against hiding
 * other content behind a valid signature ("shadow attacks").
 */
export async function changesAfter(pdf: Uint8Array, end: number, now: PDFDocument): Promise<LaterChanges> {
  const tail = Buffer.from(pdf.buffer, pdf.byteOffset + end, pdf.length - end).toString('latin1');
  if (tail.trim() === '') return 'nothing';
  const signed = await openPdf(pdf.subarray(0, end));
  return isPlainTail(tail, end, lastTable(pdf, end)) && onlySealsAdded(signed, now) ? 'seals' : 'other';
}

/** Where the last cross-reference table before a point begins. */
function lastTable(pdf: Uint8Array, end: number): number {
  const before = Buffer.from(pdf.buffer, pdf.byteOffset, end).toString('latin1', Math.max(0, end - 1024));
  return Number(/startxref\s+(\d+)\s+%%EOF\s*$/.exec(before)?.[1] ?? Number.NaN);
}

const maxTail = 8 * 1024 * 1024;
const endMark = '%%EOF';

/** Whether readers, who follow the tables, see exactly the objects that stand in the tail. */
function isPlainTail(tail: string, offset: number, tableBefore: number): boolean {
  if (tail.length > maxTail) return false;
  let from = 0;
  let previous = tableBefore;
  while (tail.slice(from).trim() !== '') {
    const mark = tail.indexOf(endMark, from);
    const section = tail.slice(from, mark);
    const startAt = section.lastIndexOf('startxref');
    if (mark < 0 || startAt < 0) return false;
    const table = Number(section.slice(startAt + 'startxref'.length).trim()) - offset - from;
    if (!isPlainSection(section, table, startAt, offset + from, previous)) return false;
    previous = offset + from + table;
    from = mark + endMark.length;
  }
  return true;
}

function isPlainSection(section: string, table: number, startAt: number, offset: number, previous: number): boolean {
  if (!(table >= 0 && table < startAt)) return false;
  const [, entries, trailer] = /^xref\s+([\d\sfn]+)trailer\s*<<([^]*)>>\s*$/.exec(section.slice(table, startAt)) ?? [];
  if (entries === undefined || trailer === undefined) return false;
  if (Number(/\/Prev\s+(\d+)/.exec(trailer)?.[1]) !== previous || trailer.includes('/XRefStm')) return false;
  return sameEntries(readTable(entries), standingObjects(section.slice(0, table), offset));
}

function readTable(table: string): Map<number, number> {
  const entries = new Map<number, number>();
  let next = 0;
  for (const [, first, count, place, , use] of table.matchAll(/(\d+) (\d+)\s*(?=[\r\n])|(\d{10}) (\d{5}) ([nf])/g)) {
    if (first !== undefined && count !== undefined) next = Number(first);
    else {
      if (use === 'n') entries.set(next, Number(place));
      next += 1;
    }
  }
  return entries;
}

/** Every object header in the text, also one inside a stream: a table could point there. */
function standingObjects(text: string, offset: number): Map<number, number> | null {
  const found = new Map<number, number>();
  for (const match of text.matchAll(/(?<![\d.])(\d+)\s+(\d+)\s+obj\b/g)) {
    if (found.has(Number(match[1])) || match[2] !== '0') return null;
    found.set(Number(match[1]), offset + match.index);
  }
  return found;
}

const sameEntries = (table: ReadonlyMap<number, number>, objects: ReadonlyMap<number, number> | null): boolean =>
  objects !== null && table.size === objects.size && [...table].every(([id, place]) => objects.get(id) === place);

function onlySealsAdded(before: PDFDocument, now: PDFDocument): boolean {
  if (String(before.context.trailerInfo.Root) !== String(now.context.trailerInfo.Root)) return false;
  const permitted = growingObjects(before, now);
  for (const [ref, object] of before.context.enumerateIndirectObjects()) {
    const current = now.context.lookup(ref);
    if (current === undefined) return false;
    if (write(object) === write(current)) continue;
    if (!permitted.get(ref.toString())?.()) return false;
  }
  return sealsOnly(before, now);
}

/** A stream by its dictionary and bytes, anything else as it is written. */
const write = (object: PDFObject): string =>
  object instanceof PDFStream ? `${object.dict.toString()}${Buffer.from(object.getContents()).toString('latin1')}` : object.toString();

const formName = PDFName.of('AcroForm');
const fieldsName = PDFName.of('Fields');
const annotationsName = PDFName.of('Annots');

/** The objects a new seal has to touch, each with the test that nothing else in it changed. */
function growingObjects(before: PDFDocument, now: PDFDocument): Map<string, () => boolean> {
  const tests = new Map<string, () => boolean>();
  const allow = (ref: PDFObject | undefined, test: () => boolean): void => {
    if (ref instanceof PDFRef) tests.set(ref.toString(), test);
  };
  const forms = [before.catalog.lookupMaybe(formName, PDFDict), now.catalog.lookupMaybe(formName, PDFDict)] as const;
  const sameForm = (): boolean => sameBut(forms[0], forms[1], [fieldsName, PDFName.of('SigFlags')]) && grows(forms[0], forms[1], fieldsName);
  allow(before.context.trailerInfo.Root, () => sameBut(before.catalog, now.catalog, [formName]) && (!forms[0] || sameForm()));
  allow(before.catalog.get(formName), sameForm);
  allow(forms[0]?.get(fieldsName), () => grows(forms[0], forms[1], fieldsName));
  for (const [index, page] of before.getPages().entries()) {
    const current = now.getPages()[index]?.node;
    const samePage = (): boolean => sameBut(page.node, current, [annotationsName]) && grows(page.node, current, annotationsName);
    allow(page.ref, samePage);
    allow(page.node.get(annotationsName), () => grows(page.node, current, annotationsName));
  }
  return tests;
}

function sameBut(before: PDFDict | undefined, now: PDFDict | undefined, names: readonly PDFName[]): boolean {
  const rest = (dictionary: PDFDict | undefined): string =>
    [...(dictionary?.entries() ?? [])].filter(([name]) => !names.includes(name)).map(([name, value]) => `${name}${value}`).toSorted().join('\n');
  return before !== undefined && now !== undefined && rest(before) === rest(now);
}

/** Whether the list begins as before, so that entries were only added. */
function grows(before: PDFDict | undefined, now: PDFDict | undefined, name: PDFName): boolean {
  const old = listed(before, name);
  return old.every((entry, index) => entry === listed(now, name)[index]);
}

const listed = (dictionary: PDFDict | undefined, name: PDFName): string[] =>
  dictionary?.lookupMaybe(name, PDFArray)?.asArray().map(String) ?? [];

/**
 * Whether every annotation and field that was added belongs to a signature field with a signature.
 *
 * Such a field is listed and checked by itself, so that nobody can lay a picture over the text and go unseen.
 */
function sealsOnly(before: PDFDocument, now: PDFDocument): boolean {
  const [oldForm, form] = [before.catalog.lookupMaybe(formName, PDFDict), now.catalog.lookupMaybe(formName, PDFDict)];
  const fields = addedTo(now.context, oldForm, form, fieldsName);
  const annotations = now.getPages().flatMap((page, index) => addedTo(now.context, before.getPages()[index]?.node, page.node, annotationsName));
  const isSignature = (field: PDFDict | undefined): boolean =>
    field?.get(PDFName.of('FT')) === PDFName.of('Sig') && field.lookup(PDFName.of('V')) instanceof PDFDict;
  const isListed = (widget: PDFDict | undefined): boolean =>
    widget?.get(PDFName.of('Subtype')) === PDFName.of('Widget') && (fields.includes(widget) || fields.includes(widget.lookupMaybe(PDFName.of('Parent'), PDFDict)));
  return fields.every(isSignature) && annotations.every(isListed);
}

function addedTo(context: PDFContext, before: PDFDict | undefined, now: PDFDict | undefined, name: PDFName): (PDFDict | undefined)[] {
  const entries = now?.lookupMaybe(name, PDFArray)?.asArray() ?? [];
  return entries.slice(listed(before, name).length).map((entry) => {
    const object = context.lookup(entry);
    return object instanceof PDFDict ? object : undefined;
  });
}
