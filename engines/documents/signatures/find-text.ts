import type { SealPlace } from '../places.ts';
import { documentErrors } from '../errors.ts';
import { pointsPerMm } from '../pdf/syntax.ts';
import { plainCharacter } from './radicals.ts';

/** A character of a page: its box in points from the lower left corner. */
interface PlacedCharacter {
  readonly character: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const maxPages = 500;

/**
 * Finds every place where words stand in a PDF, by any maker, such as （盖章）.
 *
 * Spaces do not count, nor does the difference between a character and the radical some programs write for it.
 * Words broken over two lines are found at their first line.
 *
 * @throws documents.badPdf
 */
export async function findText(pdf: Uint8Array, words: string): Promise<SealPlace[]> {
  const wanted = [...words].map(plainCharacter).filter((character) => character.trim() !== '');
  if (wanted.length === 0) return [];
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const task = getDocument({ data: new Uint8Array(pdf), useSystemFonts: false, isEvalSupported: false, verbosity: 0 } as Parameters<typeof getDocument>[0]);
  try {
    const document = await task.promise;
    const places: SealPlace[] = [];
    for (let page = 1; page <= Math.min(document.numPages, maxPages); page++) {
      const { items } = await (await document.getPage(page)).getTextContent({ disableNormalization: true });
      const characters = items.flatMap((item) => ('str' in item ? placeCharacters(item) : []));
      places.push(...findIn(characters, wanted).map((box) => ({ page, ...box })));
    }
    return places;
  } catch {
    throw documentErrors.badPdf({ reason: '文件已损坏或已加密' });
  } finally {
    await task.destroy();
  }
}

interface TextItem {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
  readonly height: number;
}

/** Shares the width of a piece of text among its characters: full for Chinese, a little over half for Latin. */
function placeCharacters(item: TextItem): PlacedCharacter[] {
  const characters = [...item.str];
  const shareOf = (character: string): number => ((character.codePointAt(0) ?? 0) > 0xff ? 1 : 0.55);
  const unit = item.width / characters.reduce((sum, character) => sum + shareOf(character), 0);
  let x = item.transform[4] ?? 0;
  const y = item.transform[5] ?? 0;
  return characters
    .map((character) => {
      const width = shareOf(character) * unit;
      x += width;
      return { character: plainCharacter(character), x: x - width, y, width, height: item.height };
    })
    .filter(({ character }) => character.trim() !== '');
}

function findIn(characters: readonly PlacedCharacter[], wanted: readonly string[]): Omit<SealPlace, 'page'>[] {
  const boxes: Omit<SealPlace, 'page'>[] = [];
  for (let at = 0; at + wanted.length <= characters.length; at++) {
    if (!wanted.every((character, index) => characters[at + index]?.character === character)) continue;
    const [first] = characters.slice(at, at + 1);
    if (!first) continue;
    const last = characters.slice(at, at + wanted.length).findLast((each) => Math.abs(each.y - first.y) < 1) ?? first;
    boxes.push({ x: first.x, y: first.y, width: last.x + last.width - first.x, height: first.height });
  }
  return boxes;
}

/** The square for a seal of the given size with its middle on that of a place. */
export function sealOver(place: SealPlace, sizeMm: number): SealPlace {
  const size = sizeMm * pointsPerMm;
  return { page: place.page, x: place.x + (place.width - size) / 2, y: place.y + (place.height - size) / 2, width: size, height: size };
}
