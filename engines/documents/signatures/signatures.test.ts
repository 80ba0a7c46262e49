import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFString, degrees } from '@cantoo/pdf-lib';
import { fromBER, Sequence, type BaseBlock, type Constructed, type OctetString } from 'asn1js';
import fc from 'fast-check';
import { renderLetter } from '../letters/render.ts';
import { aLetter, aSealPicture, aSigner, at, letterOptions, readPages, without } from '../testing.ts';
import { findText, sealOver } from './find-text.ts';
import { sealPdf, type PdfSeal } from './seal-pdf.ts';
import { verifyPdfSignatures, type PdfSignature } from './verify.ts';

const folder = mkdtempSync(join(tmpdir(), 'documents-seal-'));
after(() => rmSync(folder, { recursive: true }));

const signer = await aSigner();
const { pdf: letter, sealPlace } = renderLetter(aLetter(), letterOptions);
assert.ok(sealPlace);
const seal: PdfSeal = {
  image: aSealPicture(), place: sealPlace, sign: signer.sign, name: '三门峡市市场监督管理局', reason: '补正告知', location: '河南省三门峡市', at,
};
const sealed = await sealPdf(letter, seal);
const check = (pdf: Uint8Array): Promise<PdfSignature[]> => verifyPdfSignatures(pdf, signer.verify);
const onlyOne = async (pdf: Uint8Array): Promise<PdfSignature> => {
  const [signature, ...others] = await check(pdf);
  assert.ok(signature && others.length === 0);
  return signature;
};

/** The signed bytes and the signature, found by plain text search and not by our reader. */
function cutOut(pdf: Uint8Array): { content: Buffer; signature: Buffer } {
  const text = Buffer.from(pdf).toString('latin1');
  const range = [.../\/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]/.exec(text) ?? []].slice(1).map(Number);
  const [from = 0, gap = 0, back = 0, rest = 0] = range;
  return {
    content: Buffer.concat([pdf.subarray(from, gap), pdf.subarray(back, back + rest)]),
    signature: Buffer.from(text.slice(gap + 1, back - 1), 'hex'),
  };
}

/** Appends a change the way an editor does. */
async function appendChange(pdf: Uint8Array, change: (document: PDFDocument) => void): Promise<Uint8Array> {
  const document = await PDFDocument.load(pdf, { forIncrementalUpdate: true, updateMetadata: false });
  change(document);
  return document.commit({ useObjectStreams: false });
}

describe('sealPdf', () => {
  test('appends to the file and changes none of its bytes', () => {
    assert.deepEqual(sealed.subarray(0, letter.length), letter);
    assert.ok(sealed.length < letter.length + 60_000);
  });

  test('leaves the text as it was, with name, reason, place and time in Chinese', async () => {
    assert.deepEqual(await readPages(sealed), await readPages(letter));
    const { field, ...signature } = await onlyOne(sealed);
    assert.equal(field, 'Seal1');
    assert.deepEqual(signature, {
      signer: '三门峡市市场监督管理局', name: '三门峡市市场监督管理局', reason: '补正告知', location: '河南省三门峡市', at,
      intact: true, coversWholeDocument: true, changedAfter: 'nothing', problem: null,
    });
  });

  test('signs with SM2 so that openssl agrees: digest of the content, signature over the attributes', { skip: without('openssl', 'version') }, () => {
    const { content, signature } = cutOut(sealed);
    const parts = (block: BaseBlock): BaseBlock[] => (block as Constructed).valueBlock.value as BaseBlock[];
    const signedData = parts(parts(parts(fromBER(new Uint8Array(signature)).result)[1] as BaseBlock)[0] as BaseBlock);
    const [info] = parts(signedData.at(-1) as BaseBlock);
    assert.ok(info instanceof Sequence);
    const attributes = parts(info).find((part) => part.idBlock.tagClass === 3) as BaseBlock;
    const value = parts(info).at(-1) as OctetString;
    const set = Buffer.from(attributes.toBER());
    set[0] = 0x31;
    assert.ok(set.includes(createHash('sm3').update(content).digest()));
    writeFileSync(join(folder, 'attributes'), set);
    writeFileSync(join(folder, 'signature'), Buffer.from(value.valueBlock.valueHexView));
    writeFileSync(join(folder, 'key.pem'), signer.publicKeyPem);
    const verify = 'pkeyutl -verify -rawin -digest sm3 -pkeyopt distid:1234567812345678 -pubin -inkey key.pem -in attributes -sigfile signature';
    assert.match(execFileSync('openssl', verify.split(' '), { cwd: folder }).toString(), /Verified Successfully/);
  });

  test('makes signatures that another reader finds valid, three on one file', { skip: without('pdfsig', '-v') || without('openssl', 'version') }, async () => {
    const run = (command: string): Buffer => execFileSync('openssl', command.split(' '), { cwd: folder, stdio: 'pipe' });
    run('req -x509 -newkey rsa:2048 -nodes -keyout rsa.key -out rsa.pem -days 30 -subj /CN=Tester');
    const sign = async (bytes: Uint8Array): Promise<Uint8Array> => {
      writeFileSync(join(folder, 'content'), bytes);
      return run('cms -sign -binary -in content -signer rsa.pem -inkey rsa.key -outform DER -md sha256');
    };
    let thrice = letter;
    for (const place of [sealPlace, { ...sealPlace, x: 60 }, { seamMm: 42 }]) thrice = await sealPdf(thrice, { ...seal, sign, place });
    writeFileSync(join(folder, 'thrice.pdf'), thrice);
    const { stdout } = spawnSync('pdfsig', ['-nocert', join(folder, 'thrice.pdf')]);
    assert.equal(stdout.toString().match(/Signature is Valid/g)?.length, 3);
    assert.match(stdout.toString(), /Seal1[^]*Not total document signed[^]*Seal2[^]*Not total document signed[^]*Seal3[^]*Total document signed/);
  });

  test('is listed by a reader that has no SM2', { skip: without('pdfsig', '-v') }, () => {
    writeFileSync(join(folder, 'sealed.pdf'), sealed);
    assert.match(spawnSync('pdfsig', ['-nocert', join(folder, 'sealed.pdf')]).stdout.toString(), /Signature Field Name: Seal1/);
  });

  test('keeps earlier seals valid under later ones, in order', async () => {
    let pdf = sealed;
    for (const reason of ['会签', '备案']) pdf = await sealPdf(pdf, { ...seal, reason, place: { ...sealPlace, page: 1, x: 60 } });
    const signatures = await check(pdf);
    assert.deepEqual(signatures.map(({ reason }) => reason), ['补正告知', '会签', '备案']);
    assert.ok(signatures.every(({ intact }) => intact));
    assert.deepEqual(signatures.map(({ coversWholeDocument }) => coversWholeDocument), [false, false, true]);
    assert.deepEqual(signatures.map(({ changedAfter }) => changedAfter), ['seals', 'seals', 'nothing']);
  });

  test('seals files of other makers: with object streams, turned pages, annotations, a form', async () => {
    const other = await PDFDocument.create();
    const page = other.addPage([400, 300]);
    page.setRotation(degrees(90));
    page.drawText('made elsewhere');
    other.getForm().createTextField('name').addToPage(page, { x: 10, y: 10, width: 80, height: 20 });
    for (const useObjectStreams of [true, false]) {
      const pdf = await sealPdf(await other.save({ useObjectStreams }), { ...seal, place: { page: 1, x: 10, y: 10, width: 100, height: 100 } });
      const again = await sealPdf(pdf, { ...seal, place: { page: 1, x: 150, y: 10, width: 100, height: 100 } });
      const signatures = await check(again);
      assert.deepEqual(signatures.map(({ intact, changedAfter }) => [intact, changedAfter]), [[true, 'seals'], [true, 'nothing']]);
      assert.equal((await readPages(again))[0], 'madeelsewhere');
    }
  });

  test('shares a seam seal over the right edges of all pages, under one signature', async () => {
    const blocks = Array.from({ length: 400 }, (_, index) => ({ kind: 'paragraph' as const, runs: [{ text: `第${index}条`, strong: false }] }));
    const long = renderLetter(aLetter({ blocks }), letterOptions);
    const pdf = await sealPdf(long.pdf, { ...seal, place: { seamMm: 42 } });
    const document = await PDFDocument.load(pdf);
    const strips = document.getPages().map((page) => {
      const rectangle = page.node.Annots()?.lookup(0, PDFDict).lookup(PDFName.of('Rect'), PDFArray).asRectangle();
      return Math.round((rectangle?.x ?? 0) + (rectangle?.width ?? 0)) === Math.round(page.getWidth()) ? (rectangle?.width ?? 0) : 0;
    });
    assert.ok(long.pages > 12 && strips.length === long.pages && strips.every((width) => width > 5));
    // Two whole seals: more than twelve pages share no single one.
    assert.ok(Math.abs(strips.reduce((sum, width) => sum + width, 0) - (2 * 42 * 72) / 25.4) < 0.1);
    assert.deepEqual((await check(pdf)).map(({ intact, changedAfter }) => [intact, changedAfter]), [[true, 'nothing']]);
    const both = await sealPdf(pdf, seal);
    assert.deepEqual((await check(both)).map(({ intact, changedAfter }) => [intact, changedAfter]), [[true, 'seals'], [true, 'nothing']]);
    const single = renderLetter(aLetter({ blocks: [] }), letterOptions);
    await assert.rejects(sealPdf(single.pdf, { ...seal, place: { seamMm: 42 } }), { message: /只有一页/ });
  });

  test('refuses in Chinese what cannot be sealed', async () => {
    const refuses = async (pdf: Uint8Array, message: RegExp, changes: Partial<PdfSeal> = {}): Promise<void> =>
      assert.rejects(sealPdf(pdf, { ...seal, ...changes }), { code: /^documents\./, message });
    await refuses(Buffer.from('hello'), /不是 PDF 文件/);
    await refuses(letter.subarray(0, 3000), /已损坏/);
    await refuses(letter, /没有第 9 页/, { place: { ...sealPlace, page: 9 } });
    await refuses(letter, /PNG 或 JPEG/, { image: Buffer.from('nothing') });
    await refuses(letter, /超过预留长度/, { sign: async () => new Uint8Array(7000) });
    const locked = await PDFDocument.load(letter);
    locked.encrypt({ userPassword: 'x', ownerPassword: 'y' });
    await refuses(await locked.save(), /已加密/);
    const closed = await appendChange(letter, ({ catalog, context }) => {
      const parameters = context.obj({ TransformParams: { P: 1 } });
      catalog.set(PDFName.of('Perms'), context.obj({ DocMDP: { Type: 'Sig', Reference: [parameters] } }));
    });
    await refuses(closed, /已禁止任何修改/);
  });
});

describe('verifyPdfSignatures', () => {
  test('finds none in a file without', async () => {
    assert.deepEqual(await check(letter), []);
  });

  test('notices every changed byte', async () => {
    const { content } = cutOut(sealed);
    const gap = sealed.length - content.length;
    await fc.assert(
      fc.asyncProperty(fc.nat(content.length - 1), fc.integer({ min: 1, max: 255 }), async (place, change) => {
        const bad = Uint8Array.from(sealed);
        const gapStart = Buffer.from(sealed).indexOf('/Contents <', letter.length) + '/Contents '.length;
        const index = place < gapStart ? place : place + gap;
        bad[index] = (bad[index] ?? 0) ^ change;
        const signatures = await check(bad).catch((error: { code: string }) => {
          assert.equal(error.code, 'documents.badPdf');
          return [];
        });
        assert.ok(signatures.every(({ intact, problem }) => !intact && problem !== null));
      }),
      { numRuns: 60 },
    );
  });

  test('tells further seals from other changes', async () => {
    const changes: Record<string, (document: PDFDocument) => void> = {
      'new words on a page': (document) => document.getPages()[0]?.drawText('free of charge'),
      'a note over the text': (document) => {
        const note = document.context.register(document.context.obj({ Type: 'Annot', Subtype: 'FreeText', Rect: [0, 0, 500, 500] }));
        document.getPages()[0]?.node.addAnnot(note);
      },
      'a picture that passes for a seal but has no signature': (document) => {
        const widget = document.context.register(document.context.obj({ Type: 'Annot', Subtype: 'Widget', FT: 'Sig', Rect: [0, 0, 500, 500] }));
        document.getPages()[0]?.node.addAnnot(widget);
        document.getForm().acroForm.addField(widget);
      },
      'another title': (document) => document.setTitle('other'),
      'one page fewer': (document) => document.removePage(0),
      'an action on opening': ({ catalog, context }) => catalog.set(PDFName.of('OpenAction'), context.obj({ S: 'URI', URI: PDFString.of('https://example.com') })),
    };
    for (const [name, change] of Object.entries(changes)) {
      const signature = await onlyOne(await appendChange(sealed, change));
      assert.equal(signature.intact, true, name);
      assert.equal(signature.coversWholeDocument, false, name);
      assert.equal(signature.changedAfter, 'other', name);
    }
  });

  test('is not deceived by a table that points into hiding', async () => {
    // The appended part repeats an object as it was, but its table points at another version inside a stream.
    const text = Buffer.from(sealed).toString('latin1');
    const [, contentId] = /\/Contents (\d+) 0 R/.exec(text) ?? [];
    const from = text.indexOf(`\n${contentId} 0 obj`) + 1;
    const original = text.slice(from, text.indexOf('endobj', from) + 7);
    const hidden = `${contentId} 0 obj\n<</Length 0>>\nstream\n\nendstream\nendobj\n`;
    const start = sealed.length;
    const wrapper = `9999 0 obj\n<</Length ${hidden.length}>>\nstream\n${hidden}\nendstream\nendobj\n`;
    const body = wrapper + original;
    const entry = (offset: number): string => `${String(offset).padStart(10, '0')} 00000 n \n`;
    const previous = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(text)?.[1];
    const table = `xref\n${contentId} 1\n${entry(start + body.indexOf(hidden))}9999 1\n${entry(start)}trailer\n<</Size 10000 /Root ${/\/Root (\d+) 0 R/.exec(text)?.[1]} 0 R /Prev ${previous}>>\nstartxref\n${start + body.length}\n%%EOF\n`;
    const attacked = Buffer.concat([sealed, Buffer.from(body + table, 'latin1')]);
    assert.equal((await onlyOne(attacked)).changedAfter, 'other');
  });

  test('accepts no signature that leaves out more than itself', async () => {
    const text = Buffer.from(sealed).toString('latin1');
    const [range = '', start = '0', end = '0'] = /\/ByteRange \[0 (\d+) (\d+) \d+\]/.exec(text) ?? [];
    for (const [gap, back] of [[Number(start) - 10, Number(end)], [Number(start), Number(end) + 4]]) {
      const changed = `/ByteRange [0 ${gap} ${back} ${sealed.length - (back ?? 0)}]`.padEnd(range.length);
      const bad = Buffer.from(text.replace(range, changed), 'latin1');
      const signature = await onlyOne(bad);
      assert.deepEqual([signature.intact, signature.problem], [false, '签名所覆盖的范围不合规']);
    }
  });

  test('trusts the verdict of the cryptography it is given', async () => {
    const [signature] = await verifyPdfSignatures(sealed, async () => ({ valid: false, signer: null, problem: '证书已吊销' }));
    assert.deepEqual([signature?.intact, signature?.problem], [false, '证书已吊销']);
  });
});

describe('findText', () => {
  test('finds words on their page and where they stand', async () => {
    const found = await findText(letter, '三门峡市市场监督管理局');
    assert.deepEqual(found.map(({ page }) => page), [1, 2]);
    const [title, signature] = found;
    assert.ok(title && signature && title.width > 200 && signature.width > 150 && title.y > 650);
  });

  test('does not mind spaces, full-width forms or radicals', async () => {
    assert.equal((await findText(letter, '核 验 码：8F3K')).length, 2);
    assert.equal((await findText(letter, '三⻔峡市宏达')).length, 1);
    assert.deepEqual(await findText(letter, '没有这些字'), []);
    assert.deepEqual(await findText(letter, ' '), []);
  });

  test('gives the square for a seal over the words', () => {
    const place = sealOver({ page: 2, x: 100, y: 200, width: 50, height: 10 }, 42);
    assert.ok(Math.abs(place.x + place.width / 2 - 125) < 1e-9 && Math.abs(place.y + place.height / 2 - 205) < 1e-9);
    assert.ok(Math.abs(place.width - 119.055) < 0.001);
  });

  test('refuses what is no PDF', async () => {
    await assert.rejects(findText(readFileSync(import.meta.filename), '字'), { code: 'documents.badPdf' });
  });
});
