import type { Context } from '../../../../kernel/context.ts';
import { getDictionary, labelsOf } from '../../../platform/dictionaries/api.ts';
import { ratingErrors, satisfactionLabels, type Invitation, type OwnRating } from '../contract.ts';
import { againUntil, detailFits, openRound } from '../rules.ts';
import { findInvitation, ratingsOf, rectificationsOf, unitNameOf } from '../store.ts';

/** What the applicant of a concluded case may say of it, and what she and the office have said. @throws ratings.notInvited */
export async function getInvitation(ctx: Context, caseId: string): Promise<Invitation> {
  const invitation = await findInvitation(ctx, caseId, ctx.actor.id);
  if (!invitation) throw ratingErrors.notInvited();
  const given = await ratingsOf(ctx, caseId);
  const round = openRound(invitation.invited_at, given.map((rating) => rating.rated_at), ctx.now());
  return {
    caseNumber: invitation.case_number,
    itemName: invitation.item_name,
    bureauName: await unitNameOf(ctx, invitation.unit_id),
    rated: round === null,
    round,
    againUntil: round === 2 ? againUntil(given[0]!.rated_at).toISOString() : null,
    ratings: await ownRatings(ctx, given),
    levels: await levels(ctx),
  };
}

async function ownRatings(ctx: Context, given: Awaited<ReturnType<typeof ratingsOf>>): Promise<OwnRating[]> {
  const rectifications = new Map((await rectificationsOf(ctx, given.map((rating) => rating.id))).map((row) => [row.rating_id, row]));
  const names = given.length === 0 ? new Map<string, string>() : await labelsOf(ctx, 'rating-detail');
  return given.map((rating) => {
    const rectification = rectifications.get(rating.id);
    return {
      round: rating.round,
      satisfaction: rating.satisfaction,
      details: rating.detail_codes.map((code) => names.get(code) ?? code),
      text: rating.text,
      anonymous: rating.anonymous,
      ratedAt: rating.rated_at.toISOString(),
      rectification: rectification?.status ?? null,
      reply: rectification?.reply ?? null,
      repliedAt: rectification?.replied_at?.toISOString() ?? null,
    };
  });
}

async function levels(ctx: Context): Promise<Invitation['levels']> {
  const details = (await getDictionary(ctx, 'rating-detail')).items.filter((item) => !item.disabled);
  return Object.entries(satisfactionLabels).map(([satisfaction, name]) => ({
    satisfaction: Number(satisfaction),
    name,
    details: details.filter(({ code }) => detailFits(code, Number(satisfaction))).map((item) => ({ code: item.code, name: item.name })),
  }));
}
