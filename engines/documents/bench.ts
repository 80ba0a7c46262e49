import { createRequire } from 'node:module';
import { renderFace, renderLetter, renderSheet, sealPdf, verifyPdfSignatures } from './api.ts';
import { aFace, aLetter, aSealPicture, aSigner, at, faceOptions, faceValues, letterOptions } from './testing.ts';

/** One line of the race: medians in milliseconds of wall time and CPU for one document. */
export interface DocumentLap {
  readonly work: string;
  readonly milliseconds: number;
  readonly cpu: number;
  readonly bytes: number;
  /** How many times as long the peer takes, pair by pair; null where there is none. */
  readonly peer: { readonly name: string; readonly milliseconds: number; readonly ratio: number } | null;
}

const laps = 7;
const batch = 20;

/** Measures letters, licences, seals with SM2 and print sheets, and a letter by pdfmake in turn with ours. */
export async function documentRace(): Promise<DocumentLap[]> {
  const face = aFace();
  const letter = aLetter();
  const signer = await aSigner();
  const licence = await renderFace(face, faceValues, faceOptions);
  if (!licence.sealPlace) throw new Error('the example face has a seal');
  const seal = { image: aSealPicture(), place: licence.sealPlace, sign: signer.sign, name: '三门峡市市场监督管理局', reason: '签发', at };
  const sealed = await sealPdf(licence.pdf, seal);
  const rows = Array.from({ length: 200 }, (_, index) => [String(index), '三门峡市宏达餐饮管理有限公司', '受理', '2026年10月9日']);
  const list = { title: '办件清单', sections: [{ columns: ['序号', '申请人', '状态', '日期'], rows }] };
  return [
    await race('letter of two pages', async () => renderLetter(letter, letterOptions).pdf, { name: 'pdfmake', run: await pdfmakeLetter() }),
    await race('licence', async () => (await renderFace(face, faceValues, faceOptions)).pdf),
    await race('seal and SM2 signature', () => sealPdf(licence.pdf, seal)),
    await race('licence, sealed and signed', async () => sealPdf((await renderFace(face, faceValues, faceOptions)).pdf, seal)),
    await race('check of a seal', async () => {
      await verifyPdfSignatures(sealed, signer.verify);
      return sealed;
    }),
    await race('list of 200 rows', async () => renderSheet(list, { at }).pdf),
  ];
}

type Run = () => Promise<Uint8Array>;

async function race(work: string, run: Run, peer?: { name: string; run: Run }): Promise<DocumentLap> {
  const ours: Measure[] = [];
  const theirs: Measure[] = [];
  const bytes = (await run()).length;
  await peer?.run();
  for (let lap = 0; lap < laps; lap++) {
    ours.push(await measure(run, batch));
    if (peer) theirs.push(await measure(peer.run, 3));
  }
  return {
    work,
    milliseconds: median(ours.map(({ wall }) => wall)),
    cpu: median(ours.map(({ cpu }) => cpu)),
    bytes,
    peer: peer
      ? { name: peer.name, milliseconds: median(theirs.map(({ wall }) => wall)), ratio: median(theirs.map(({ wall }, index) => wall / (ours[index]?.wall ?? wall))) }
      : null,
  };
}

interface Measure {
  readonly wall: number;
  readonly cpu: number;
}

async function measure(run: Run, count: number): Promise<Measure> {
  const before = process.cpuUsage();
  const start = performance.now();
  for (let index = 0; index < count; index++) await run();
  const { user, system } = process.cpuUsage(before);
  return { wall: (performance.now() - start) / count, cpu: (user + system) / 1000 / count };
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** The words of our letter set by pdfmake, plainly: no justified lines, no seal's place. */
async function pdfmakeLetter(): Promise<Run> {
  // @ts-expect-error pdfmake has no types
  const { default: pdfmake } = await import('pdfmake');
  const font = (weight: string): string => createRequire(import.meta.url).resolve(`@expo-google-fonts/noto-serif-sc/${weight}/NotoSerifSC_${weight}.ttf`);
  pdfmake.setFonts({ Serif: { normal: font('400Regular'), bold: font('600SemiBold') } });
  pdfmake.setLocalAccessPolicy(() => true);
  pdfmake.setUrlAccessPolicy(() => false);
  const letter = aLetter();
  const textOf = (runs: readonly { text: string; strong: boolean }[]): object[] => runs.map(({ text, strong }) => ({ text, bold: strong }));
  const content = (): object[] => [
    { text: letter.title, bold: true, fontSize: 22, alignment: 'center' },
    ...letter.blocks.map((block) => {
      if (block.kind === 'table') return { table: { widths: [40, 140, '*'], body: [block.header, ...block.rows].map((row) => row.map((cell) => ({ text: textOf(cell) }))) } };
      return block.kind === 'list' ? { ol: block.items.map((item) => ({ text: textOf(item) })) } : { text: textOf(block.runs) };
    }),
    { text: `${letter.signer}\n${letter.date}`, alignment: 'right' },
  ];
  return () => pdfmake.createPdf({ defaultStyle: { font: 'Serif', fontSize: 16, lineHeight: 1.2 }, content: content() }).getBuffer();
}
