import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { afterFailure, deviceName, weakness } from './rules.ts';

describe('weakness', () => {
  for (const [password, why] of [
    ['Ab1!', /10 个字符/],
    ['abcdefghij', /三种/],
    ['abcdefgh12', /三种/],
    ['Clerk411202!', /登录名/],
    ['Aaaa111111!!', /四次/],
    ['Password12!', /常见/],
  ] as const) {
    it(`refuses ${password}`, () => assert.match(weakness(password, 'clerk411202') ?? '', why));
  }

  it('takes ten characters of three kinds', () => {
    assert.equal(weakness('Tianehu-26', 'clerk411202'), null);
    assert.equal(weakness('天鹅湖abc12345', ''), null);
  });
});

describe('afterFailure', () => {
  it('locks for a quarter of an hour at the fifth failure in a row and starts counting anew', () => {
    const now = new Date('2026-11-23T01:00:00Z');
    assert.deepEqual(afterFailure(3, now), { failures: 4, lockedUntil: null });
    assert.deepEqual(afterFailure(4, now), { failures: 0, lockedUntil: new Date('2026-11-23T01:15:00Z') });
  });
});

describe('deviceName', () => {
  it('names browser and system', () => {
    assert.equal(deviceName('Mozilla/5.0 (Windows NT 10.0) Chrome/126.0 Safari/537.36'), 'Chrome · Windows');
    assert.equal(deviceName('Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) MicroMessenger/8.0'), '微信 · iOS');
    assert.equal(deviceName(null), '其他程序 · 未知系统');
  });
});
