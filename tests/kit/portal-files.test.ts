import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileSize, refusal } from '../../web/portal-kit/fields/files.ts';

const rule = { accept: ['pdf', 'jpg'], maxSizeMb: 2 };

describe('refusal', () => {
  it('lets the right kind and size pass, whatever the case of the ending', () => {
    assert.equal(refusal({ name: '布局图.PDF', size: 100 }, rule), null);
    assert.equal(refusal({ name: '照片.jpeg', size: 2 * 1024 * 1024 }, rule), null);
    assert.equal(refusal({ name: '任意.xyz', size: 1 }, { accept: null, maxSizeMb: 2 }), null);
  });

  it('names the file and what to do', () => {
    assert.equal(refusal({ name: '表.exe', size: 1 }, rule), '“表.exe”类型不符，请上传 PDF、JPG 文件');
    assert.equal(refusal({ name: '没有后缀', size: 1 }, rule), '“没有后缀”类型不符，请上传 PDF、JPG 文件');
    assert.equal(refusal({ name: '空.pdf', size: 0 }, rule), '“空.pdf”是空文件，请重新选择');
    assert.equal(refusal({ name: '大.pdf', size: 3 * 1024 * 1024 }, rule), '“大.pdf”有 3.0 MB，超过 2 MB，请压缩或降低清晰度后再上传');
  });
});

describe('fileSize', () => {
  it('speaks in KB and MB', () => {
    assert.deepEqual([0, 500, 35_840, 1_258_291].map(fileSize), ['1 KB', '1 KB', '35 KB', '1.2 MB']);
  });
});
