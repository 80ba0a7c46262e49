import { createRequire } from 'node:module';
import type { FontSlot } from './model.ts';
import { openFont, type FontFile } from './truetype.ts';

/** Opened fonts, one for each slot. */
export type FontSet = Readonly<Record<FontSlot, FontFile>>;

const require = createRequire(import.meta.url);

const serif = (weight: string): string => `@expo-google-fonts/noto-serif-sc/${weight}/NotoSerifSC_${weight}.ttf`;
const sans = (weight: string): string => `@expo-google-fonts/noto-sans-sc/${weight}/NotoSansSC_${weight}.ttf`;

/** Free fonts with 30,900 glyphs; 仿宋 and 小标宋 may not be passed on, a city sets its own files. */
const bundled: Readonly<Record<FontSlot, string>> = {
  body: serif('400Regular'),
  strong: serif('600SemiBold'),
  title: serif('700Bold'),
  heading: sans('500Medium'),
  subheading: serif('600SemiBold'),
};

const opened = new Map<string, FontFile>();

/**
 * Opens the fonts of a document, the bundled ones where no file is given; each file is opened once per process.
 *
 * @param files - absolute paths of TrueType files a city owns a licence for
 * @throws documents.unusableFont
 */
export function openFonts(files: Partial<Record<FontSlot, string>> = {}): FontSet {
  const open = (slot: FontSlot): FontFile => openOnce(files[slot] ?? require.resolve(bundled[slot]));
  return { body: open('body'), strong: open('strong'), title: open('title'), heading: open('heading'), subheading: open('subheading') };
}

function openOnce(path: string): FontFile {
  let font = opened.get(path);
  if (!font) {
    font = openFont(path);
    opened.set(path, font);
  }
  return font;
}
