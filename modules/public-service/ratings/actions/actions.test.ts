import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sql } from 'kysely';
import type { Context } from '../../../../kernel/context.ts';
import { aCitizen } from '../../../../kernel/testing/actors.ts';
import { as } from '../../../../kernel/testing/database.ts';
import { listMine } from '../../../platform/notices/queries.ts';
import { getInvitation } from '../queries/own.ts';
import { getRating, listRatings } from '../queries/ratings.ts';
import { ratingStatistics } from '../queries/statistics.ts';
import { tables } from '../tables.ts';
import { inRatingOffice } from '../testing.ts';
import { invite, rate } from './rate.ts';
import { rectifyRating, replyToRating, reviewRating, verifyRating } from './rectify.ts';

const good = { satisfaction: 1, detailCodes: ['501'], anonymous: false };
const bad = { satisfaction: 5, detailCodes: ['108'], text: '让我跑了三趟', anonymous: false };
const newest = async (ctx: Context): Promise<string> => (await listRatings(ctx, {})).rows[0]!.id;
const because = { opinion: '调取了叫号记录和录音' };

describe('an invitation', () => {
  it('is sent once to the applicant of a case that was decided, and to nobody who withdrew', async () => {
    await inRatingOffice(async ({ ctx, concludedCase }) => {
      const { caseId, citizen } = await concludedCase();
      await invite(ctx, { caseId });
      const told = (await listMine(citizen, {})).rows;
      assert.equal(told.length, 1);
      assert.deepEqual([told[0]?.title, told[0]?.link], ['请您评价', `/my/cases/${caseId}/rating`]);
      const withdrawn = await concludedCase({ conclusion: 'withdrawn' });
      assert.equal((await listMine(withdrawn.citizen, {})).rows.length, 0);
      await assert.rejects(getInvitation(withdrawn.citizen, withdrawn.caseId), { code: 'ratings.notInvited' });
    });
  });

  it('is shown to the applicant alone, with the details that belong to each level', async () => {
    await inRatingOffice(async ({ ctx, concludedCase }) => {
      const { caseId, citizen } = await concludedCase();
      const invitation = await getInvitation(citizen, caseId);
      assert.deepEqual([invitation.round, invitation.rated, invitation.levels.length], [1, false, 5]);
      for (const { satisfaction, details } of invitation.levels) for (const { code } of details) assert.equal(code[0], String(6 - satisfaction));
      const other = as(ctx, aCitizen());
      await assert.rejects(getInvitation(other, caseId), { code: 'ratings.notInvited' });
      await assert.rejects(rate(other, { caseId, ...good }), { code: 'ratings.notInvited' });
    });
  });
});

describe('rate', () => {
  it('takes one rating and, within ten days, a second one', async () => {
    await inRatingOffice(async ({ concludedCase, go }) => {
      const { caseId, citizen } = await concludedCase();
      await rate(citizen, { caseId, ...good });
      go('2026-12-02');
      assert.equal((await getInvitation(citizen, caseId)).round, 2);
      await rate(citizen, { caseId, ...good, satisfaction: 2, detailCodes: [] });
      await assert.rejects(rate(citizen, { caseId, ...good }), { code: 'ratings.alreadyRated' });
      const { ratings, rated } = await getInvitation(citizen, caseId);
      assert.deepEqual([ratings.map(({ round, satisfaction }) => [round, satisfaction]), rated], [[[1, 1], [2, 2]], true]);
    });
  });

  it('refuses the second after ten days and the first after thirty', async () => {
    await inRatingOffice(async ({ concludedCase, go }) => {
      const [early, late] = [await concludedCase(), await concludedCase()];
      await rate(early.citizen, { caseId: early.caseId, ...good });
      go('2026-12-04');
      await assert.rejects(rate(early.citizen, { caseId: early.caseId, ...good }), { code: 'ratings.tooLate' });
      go('2026-12-24');
      await assert.rejects(rate(late.citizen, { caseId: late.caseId, ...good }), { code: 'ratings.closed' });
    });
  });

  it('asks a bad rating for its reason in one way or the other, and knows which details fit', async () => {
    await inRatingOffice(async ({ concludedCase }) => {
      const { caseId, citizen } = await concludedCase();
      await assert.rejects(rate(citizen, { caseId, satisfaction: 4, detailCodes: [], text: '  ', anonymous: false }), { code: 'ratings.reasonMissing' });
      await assert.rejects(rate(citizen, { caseId, ...bad, detailCodes: ['501'] }), { code: 'ratings.badDetail' });
      await assert.rejects(rate(citizen, { caseId, ...bad, detailCodes: ['199'] }), { code: 'ratings.badDetail' });
      await rate(citizen, { caseId, satisfaction: 4, detailCodes: [], text: '等了很久', anonymous: false });
    });
  });

  it('cannot be changed afterwards, not even by the platform', async () => {
    await inRatingOffice(async ({ ctx, concludedCase }) => {
      const { caseId, citizen } = await concludedCase();
      await rate(citizen, { caseId, ...good });
      await assert.rejects(sql`update rating set satisfaction = 1`.execute(tables(ctx)), /permission denied/);
    });
  });
});

describe('a bad rating', () => {
  it('warns whoever worked on the case, is due for a reply in five working days, and counts for unit and item (WD-118)', async () => {
    await inRatingOffice(async ({ clerk, chief, unitId, concludedCase }) => {
      const { caseId, citizen } = await concludedCase({ itemId: 'a' });
      await rate(citizen, { caseId, ...bad });
      const id = await newest(clerk);
      assert.deepEqual((await listMine(clerk, {})).rows.map(({ link }) => link), [`/ratings/${id}`]);
      assert.equal((await listMine(chief, {})).rows.length, 0);
      const rating = await getRating(clerk, id);
      // Monday 23 November; the fifth working day after it ends on the following Monday.
      assert.deepEqual([rating.rectification, rating.clock?.promisedDueAt, rating.actions], ['verifying', '2026-11-30T16:00:00.000Z', ['verify']]);
      for (const [by, key] of [['unit', unitId], ['item', 'a']] as const) assert.deepEqual((await ratingStatistics(clerk, { by })).rows.map((row) => [row.key, row.bad]), [[key, 1]]);
    });
  });

  it('is verified, put right, answered and reviewed by somebody else, and the citizen reads the answer', async () => {
    await inRatingOffice(async ({ clerk, chief, supervisor, concludedCase, go }) => {
      const { caseId, citizen } = await concludedCase();
      await rate(citizen, { caseId, ...bad });
      const id = await newest(clerk);
      await assert.rejects(rectifyRating(clerk, { id, ...because }), { code: 'ratings.notNow', message: /待核实/ });
      await verifyRating(clerk, { id, founded: true, ...because });
      await rectifyRating(chief, { id, opinion: '已调整窗口分工' });
      go('2026-11-26');
      await replyToRating(chief, { id, reply: '给您添麻烦了，已经改为一次办好', contact: 'phone' });
      assert.equal((await getInvitation(citizen, caseId)).ratings[0]?.reply, '给您添麻烦了，已经改为一次办好');
      assert.deepEqual((await listMine(citizen, {})).rows.map(({ title }) => title).toSorted(), ['评价有了回复', '请您评价'].toSorted());
      assert.equal((await getRating(chief, id)).clock?.state, 'stopped');
      assert.deepEqual((await getRating(supervisor, id)).actions, ['review']);
      await reviewRating(supervisor, { id, passed: true, opinion: '回访属实' });
      const closed = await getRating(clerk, id);
      assert.deepEqual([closed.rectification, closed.actions, closed.steps.map(({ title }) => title)], ['closed', [], ['核实：属实', '整改', '反馈（电话）', '复核：通过']]);
    });
  });

  it('goes back with a clock of its own when the review is not content', async () => {
    await inRatingOffice(async ({ clerk, supervisor, concludedCase, go }) => {
      const { caseId, citizen } = await concludedCase();
      await rate(citizen, { caseId, ...bad });
      const id = await newest(clerk);
      await verifyRating(clerk, { id, founded: false, ...because });
      assert.equal((await getRating(clerk, id)).rectification, 'replying');
      await replyToRating(clerk, { id, reply: '经核实并非如此', contact: 'message' });
      go('2026-11-25');
      await reviewRating(supervisor, { id, passed: false, opinion: '录音显示确有此事' });
      const again = await getRating(clerk, id);
      assert.deepEqual([again.rectification, again.clock?.state, again.clock?.promisedDueAt], ['rectifying', 'running', '2026-12-02T16:00:00.000Z']);
    });
  });

  it('is not reviewed by whoever took part, nor touched from another unit', async () => {
    await inRatingOffice(async ({ clerk, supervisor, stranger, concludedCase }) => {
      const { caseId, citizen } = await concludedCase();
      await rate(citizen, { caseId, ...bad });
      const id = await newest(clerk);
      await assert.rejects(verifyRating(stranger, { id, founded: true, ...because }), { code: 'ratings.notFound' });
      await verifyRating(supervisor, { id, founded: false, ...because });
      await replyToRating(clerk, { id, reply: '经核实并非如此', contact: 'visit' });
      assert.deepEqual((await getRating(supervisor, id)).actions, []);
      await assert.rejects(reviewRating(supervisor, { id, passed: true, opinion: '可以' }), { code: 'ratings.ownReview' });
      await assert.rejects(reviewRating(clerk, { id, passed: true, opinion: '可以' }), { code: 'ratings.notFound' });
    });
  });

  it('is the only kind that is put right', async () => {
    await inRatingOffice(async ({ clerk, concludedCase }) => {
      const { caseId, citizen } = await concludedCase();
      await rate(citizen, { caseId, ...good });
      await assert.rejects(verifyRating(clerk, { id: await newest(clerk), founded: true, ...because }), { code: 'ratings.notBad' });
    });
  });
});
