import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { rate } from '../actions/rate.ts';
import { replyToRating, verifyRating } from '../actions/rectify.ts';
import { satisfiedShare } from '../contract.ts';
import { inRatingOffice } from '../testing.ts';
import { getRating, listRatings } from './ratings.ts';
import { ratingStatistics } from './statistics.ts';

describe('the list of ratings', () => {
  it('shows an officer those of her units, filtered by kind, state, light and day', async () => {
    await inRatingOffice(async ({ clerk, stranger, concludedCase, go }) => {
      const [first, second] = [await concludedCase({ itemId: 'a', itemName: '食品经营许可' }), await concludedCase({ itemId: 'b', itemName: '户外广告' })];
      await rate(first.citizen, { caseId: first.caseId, satisfaction: 1, detailCodes: [], anonymous: false });
      go('2026-11-24');
      await rate(second.citizen, { caseId: second.caseId, satisfaction: 4, detailCodes: ['208'], anonymous: false });
      const items = async (filter: Parameters<typeof listRatings>[1]) => (await listRatings(clerk, filter)).rows.map((row) => row.itemName);
      assert.deepEqual(await items({}), ['户外广告', '食品经营许可']);
      assert.deepEqual(await items({ bad: true }), ['户外广告']);
      assert.deepEqual(await items({ rectification: 'verifying' }), ['户外广告']);
      assert.deepEqual(await items({ rectification: 'closed' }), []);
      assert.deepEqual(await items({ level: 'normal' }), ['户外广告']);
      assert.deepEqual(await items({ from: '2026-11-24' }), ['户外广告']);
      assert.deepEqual(await items({ satisfaction: 1, itemId: 'a', channel: 1, text: '食品' }), ['食品经营许可']);
      assert.deepEqual((await listRatings(stranger, {})).rows, []);
    });
  });

  it('keeps who gave an anonymous rating from those rated, not from reviewers', async () => {
    await inRatingOffice(async ({ clerk, supervisor, concludedCase }) => {
      const { caseId, citizen } = await concludedCase();
      await rate(citizen, { caseId, satisfaction: 5, detailCodes: ['108'], anonymous: true });
      const [row] = (await listRatings(clerk, {})).rows;
      assert.deepEqual([row?.applicant, row?.caseId, row?.caseNumber], ['匿名', null, null]);
      assert.equal((await getRating(supervisor, row!.id)).caseId, caseId);
    });
  });
});

describe('statistics of ratings', () => {
  it('count invitations, the last rating of each case, bad ones and replies in time, by unit and by item', async () => {
    await inRatingOffice(async ({ clerk, stranger, unitId, concludedCase, go }) => {
      const [a, b, silent] = [await concludedCase({ itemId: 'a', itemName: '甲' }), await concludedCase({ itemId: 'b', itemName: '乙' }), await concludedCase({ itemId: 'b', itemName: '乙' })];
      await rate(a.citizen, { caseId: a.caseId, satisfaction: 5, detailCodes: ['108', '106'], anonymous: false });
      await rate(b.citizen, { caseId: b.caseId, satisfaction: 2, detailCodes: [], anonymous: false });
      const bad = (await listRatings(clerk, { bad: true })).rows[0]!.id;
      await verifyRating(clerk, { id: bad, founded: false, opinion: '没有此事' });
      await replyToRating(clerk, { id: bad, reply: '已说明情况', contact: 'phone' });
      go('2026-11-27');
      await rate(a.citizen, { caseId: a.caseId, satisfaction: 3, detailCodes: [], anonymous: false });
      assert.ok(silent);

      const byUnit = await ratingStatistics(clerk, { by: 'unit' });
      assert.deepEqual(byUnit.rows, [
        { key: unitId, name: byUnit.rows[0]?.name, invited: 3, rated: 2, levels: [0, 1, 1, 0, 0], bad: 1, closed: 0, onTime: 1 },
      ]);
      assert.equal(satisfiedShare(byUnit.total), 1);
      assert.deepEqual(byUnit.causes.map(({ code, count }) => [code, count]), [['106', 1], ['108', 1]]);
      const byItem = await ratingStatistics(clerk, { by: 'item' });
      assert.deepEqual(byItem.rows.map(({ name, invited, rated }) => [name, invited, rated]), [['甲', 1, 1], ['乙', 2, 1]]);
      assert.equal((await ratingStatistics(clerk, { by: 'unit', from: '2026-12-01', to: '2026-12-02' })).rows.length, 0);
      assert.deepEqual((await ratingStatistics(stranger, { by: 'unit' })).rows, []);
    });
  });
});
