import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deemedAcceptance } from './deemed-acceptance.ts';
import { china, national } from './testing.ts';

const at = (text: string): string => china(text).toISOString();
const receivedAt = at('2026-09-29 09:00');

describe('deemedAcceptance (行政许可法 art. 32)', () => {
  it('gives the office five working days after the day of receipt, holidays left out', () => {
    const { lastDay, deemedAt } = deemedAcceptance({ receivedAt, answeredAt: null }, national, china('2026-09-29 09:00'));
    assert.equal(lastDay, '2026-10-12');
    assert.equal(deemedAt, at('2026-10-13 00:00'));
  });
  it('deems nothing before the last day is over', () => {
    const result = deemedAcceptance({ receivedAt, answeredAt: null }, national, china('2026-10-12 23:59'));
    assert.deepEqual([result.deemed, result.acceptedAt], [false, null]);
    assert.match(result.explanation, /逾期未告知的，自收到申请之日起即为受理/);
  });
  it('then deems the application accepted as of its receipt', () => {
    const result = deemedAcceptance({ receivedAt, answeredAt: null }, national, china('2026-10-13 00:00'));
    assert.deepEqual([result.deemed, result.acceptedAt], [true, receivedAt]);
    assert.equal(
      result.explanation,
      '2026 年 9 月 29 日（周二）收到申请，应在 5 个工作日内，即最迟于 2026 年 10 月 12 日（周一），一次告知需要补正的全部内容；逾期未告知，自收到申请之日 2026 年 9 月 29 日（周二）起即为受理（行政许可法第三十二条）。',
    );
  });
  it('deems nothing when the office answered in time, however late it is now', () => {
    const result = deemedAcceptance({ receivedAt, answeredAt: at('2026-10-12 16:00') }, national, china('2027-01-01 00:00'));
    assert.equal(result.deemed, false);
    assert.match(result.explanation, /已于 2026 年 10 月 12 日（周一）答复/);
  });
  it('is not undone by an answer that comes too late', () => {
    const result = deemedAcceptance({ receivedAt, answeredAt: at('2026-10-13 00:00') }, national, china('2026-10-13 09:00'));
    assert.deepEqual([result.deemed, result.acceptedAt], [true, receivedAt]);
  });
});
