import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { prepareImage } from '../pdf/image.ts';
import { drawSeal } from './draw.ts';
import type { SealDrawing } from './model.ts';

const bureau: SealDrawing = { kind: 'round', unitName: '三门峡市市场监督管理局', purpose: '行政审批专用章', code: '4112000012345' };
/** Every point of the outlines in an SVG. */
const pointsOf = (svg: string): [number, number][] => {
  const outline = /<path d="([^"]+)"/.exec(svg)?.[1] ?? '';
  return [...outline.matchAll(/(-?\d+\.\d+) (-?\d+\.\d+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
};

describe('drawSeal', () => {
  test('gives a picture of 600 pixels, red where there is ink and clear elsewhere', async () => {
    const { png, widthMm, heightMm } = drawSeal(bureau);
    const image = await prepareImage(png);
    assert.deepEqual([image.width, image.height, widthMm, heightMm], [600, 600, 42, 42]);
    const mask = inflateSync(image.mask?.bytes ?? Buffer.alloc(0));
    assert.equal(mask[0], 0, 'the corner is clear');
    assert.equal(mask[300 * 600 + 300], 255, 'the star is solid');
    const colours = inflateSync(image.bytes);
    assert.deepEqual([...colours.subarray(0, 3)], [0xd7, 0x00, 0x0f]);
    assert.ok(image.bytes.length < 3000, 'one ink costs nothing');
  });

  test('draws outlines only, so that no font is asked for', () => {
    const { svg } = drawSeal(bureau);
    assert.ok(!svg.includes('<text') && !svg.includes('font'));
    assert.ok(pointsOf(svg).length > 500);
  });

  test('keeps every character inside the rim, whatever the name', () => {
    const name = fc.string({ unit: fc.constantFrom(...'三门峡市湖滨区人民政府政务服务和大数据管理局崤'), minLength: 2, maxLength: 36 });
    const seal = fc.record(
      { kind: fc.constant('round' as const), unitName: name, purpose: fc.constantFrom('受理专用章', '行政审批专用章', '政务服务综合窗口业务专用章'), code: fc.constant('4112000012345') },
      { requiredKeys: ['kind', 'unitName'] },
    );
    fc.assert(fc.property(seal, (drawing) => pointsOf(drawSeal(drawing).svg).every(([x, y]) => Math.hypot(x, y) < 95)), { numRuns: 25 });
    fc.assert(
      fc.property(name, (unitName) => pointsOf(drawSeal({ kind: 'oval', unitName, purpose: '受理专用章' }).svg).every(([x, y]) => Math.hypot(x, y / 0.75) < 95)),
      { numRuns: 15 },
    );
  });

  test('sets the name on the upper side, the purpose and the number on the lower', () => {
    const lowest = (drawing: SealDrawing): number => Math.max(...pointsOf(drawSeal(drawing).svg).map(([, y]) => y));
    assert.ok(lowest({ kind: 'round', unitName: '三门峡市' }) < 40);
    assert.ok(lowest({ kind: 'round', unitName: '三门峡市', purpose: '业务专用章' }) > 55);
    assert.ok(lowest(bureau) > 80);
  });

  test('takes the size asked for', () => {
    assert.equal(drawSeal({ ...bureau, sizeMm: 45 }).heightMm, 45);
    assert.equal(drawSeal({ kind: 'oval', unitName: '三门峡市税务局' }).heightMm, 30);
  });

  test('says in Chinese what does not fit', () => {
    assert.throws(() => drawSeal({ ...bureau, unitName: '局' }), { code: 'documents.badSeal', message: /单位名称应有 2 到 36 个字/ });
    assert.throws(() => drawSeal({ ...bureau, purpose: '用'.repeat(15) }), /用途应有/);
    assert.throws(() => drawSeal({ ...bureau, code: '12' }), /印章编码应是 13 位数字/);
    assert.throws(() => drawSeal({ ...bureau, sizeMm: 500 }), /印章尺寸/);
    assert.throws(() => drawSeal({ ...bureau, unitName: '三门峡\u{323af}局' }), /字库中没有“\u{323af}”/u);
  });
});
