import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nationalProfile, toNationalRating, type RatedCase, type ReportedRating } from './national.ts';
import { channelOf, detailFits, openRound } from './rules.ts';

const at = (text: string): Date => new Date(`${text}+08:00`);

describe('the rounds of rating', () => {
  it('are the first within thirty days, the second within ten days of the first, then none', () => {
    const invited = at('2026-11-23T10:00:00');
    assert.equal(openRound(invited, [], at('2026-12-23T09:59:59')), 1);
    assert.equal(openRound(invited, [], at('2026-12-23T10:00:00')), null);
    assert.equal(openRound(invited, [at('2026-12-20T08:00:00')], at('2026-12-30T07:59:59')), 2);
    assert.equal(openRound(invited, [at('2026-12-20T08:00:00')], at('2026-12-30T08:00:00')), null);
    assert.equal(openRound(invited, [at('2026-11-24T08:00:00'), at('2026-11-25T08:00:00')], at('2026-11-26T08:00:00')), null);
  });
});

describe('details and channels', () => {
  it('belong to a level by their first digit, counted as the national interface counts', () => {
    assert.ok(detailFits('501', 1) && detailFits('108', 5) && detailFits('301', 3));
    assert.ok(!detailFits('501', 5) && !detailFits('108', 1));
  });

  it('tell a phone from a computer', () => {
    assert.equal(channelOf('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36'), 1);
    assert.equal(channelOf('Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36'), 2);
    assert.equal(channelOf('Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15'), 2);
    assert.equal(channelOf(null), 1);
  });
});

const person = { kind: 'person' as const, name: '测小民', documentType: '111', number: '411299198106080042' };
const rated: RatedCase = {
  number: '11370800MB28559184337011700201120261121000001',
  unitUscc: '11370800MB28559184',
  unitName: '测试局',
  divisionCode: '411202',
  taskCode: '11370800MB285591843370117002011',
  itemName: '测试事项',
  situation: null,
  state: 3,
  officerName: '测试员',
  caseType: 'promised',
  acceptedAt: at('2026-11-23T09:30:00'),
  applicant: person,
  agent: person,
};
const rating: ReportedRating = { satisfaction: 5, detailCodes: ['108', '106'], text: '跑了三趟', channel: 6, round: 2, anonymous: true, ratedAt: at('2026-12-01T00:05:09') };
const service = { number: 1, name: '办结', at: at('2026-11-30T17:00:00') };

describe('a rating for the national interface', () => {
  it('turns the order of levels round and keeps codes, rounds and China Standard Time', () => {
    const report = toNationalRating(rating, rated, service);
    assert.deepEqual(
      [report['satisfaction'], report['evalDetail'], report['assessNumber'], report['assessTime'], report['pf'], report['promisetime'], report['areaCode'], report['proStatus'], report['userProp']],
      ['1', '108,106', '2', '2026-12-01 00:05:09', '6', '2', '411202000000', '3', '1'],
    );
    assert.equal(toNationalRating({ ...rating, satisfaction: 1 }, rated, service)['satisfaction'], '5');
    assert.notEqual(report['anonymityFlag'], toNationalRating({ ...rating, anonymous: false }, rated, service)['anonymityFlag']);
  });

  it('has every field of the interface, as text', () => {
    const fields =
      'projectNo pf deptCode areaCode taskCode taskHandleItem taskName subMatter proStatus proDepart proManager certKey userName userProp userPageType handleUserName handleUserPageType handleUserPageCode satisfaction evalDetail writingEvaluation assessTime assessNumber serviceNumber serviceTime serviceName promisetime acceptDate dataSource anonymityFlag appStatus'.split(' ');
    const report = toNationalRating(rating, rated, service);
    assert.deepEqual(Object.keys(report).toSorted(), fields.toSorted());
    for (const value of Object.values(report)) assert.equal(typeof value, 'string');
  });

  it('speaks a receiver’s own codes where they differ', () => {
    const zhejiang = { ...nationalProfile, dataSource: '133', channels: { 6: '7', 7: '6' }, promise: { instant: '2', promised: '1' } };
    const report = toNationalRating(rating, rated, service, zhejiang);
    assert.deepEqual([report['dataSource'], report['pf'], report['promisetime']], ['133', '7', '1']);
  });
});
