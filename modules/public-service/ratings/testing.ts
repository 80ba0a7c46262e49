import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import type { Context } from '../../../kernel/context.ts';
import { aCitizen, anOfficer } from '../../../kernel/testing/actors.ts';
import { as, inRollback } from '../../../kernel/testing/database.ts';
import { clockContent } from '../../platform/clocks/content.ts';
import { dictionaryContent } from '../../platform/dictionaries/content.ts';
import { noticeContent } from '../../platform/notices/content.ts';
import { aUnit } from '../../platform/organisations/testing.ts';
import { completeTask } from '../../platform/processes/api.ts';
import { aRole } from '../../platform/roles/testing.ts';
import { aUser } from '../../platform/users/testing.ts';
import { anAccount } from '../../records/subjects/testing.ts';
import { listInbox } from '../inbox/queries/inbox.ts';
import { aSubmittedCase } from '../inbox/testing.ts';
import { invite } from './actions/rate.ts';
import { tables } from './tables.ts';

const base = path.join(import.meta.dirname, '../../../content/base');
const filesOf = (folder: string) => readdirSync(path.join(base, folder)).map((name) => ({ path: `${folder}/${name}`, text: readFileSync(path.join(base, folder, name), 'utf8') }));

const replied = `
about: {}
templates:
  - { key: ratings.replied, title: 评价有了回复, audience: person, text: '“{itemName}”{caseNumber}', slots: { itemName: 事项, caseNumber: 编号 }, example: { itemName: 甲, caseNumber: 乙 } }
`;

export interface RatingOffice {
  readonly ctx: Context;
  readonly unitId: string;
  readonly clerk: Context;
  /** Rectifies for the unit, as the clerk may too. */
  readonly chief: Context;
  readonly supervisor: Context;
  /** Reads and rectifies in another unit. */
  readonly stranger: Context;
  /** A case of a citizen, decided by the clerk and concluded, with the invitation sent. */
  concludedCase(given?: { itemId?: string; itemName?: string; conclusion?: string }): Promise<{ caseId: string; citizen: Context }>;
  go(day: string): void;
}

/** An office of one unit with the city's dictionaries, notices and calendar, on a Monday a test may move on from. */
export async function inRatingOffice(body: (office: RatingOffice) => Promise<void>): Promise<void> {
  let at = new Date('2026-11-23T10:00:00+08:00');
  await inRollback({ now: () => at }, async (ctx) => {
    await clockContent.load(ctx, filesOf('calendars'));
    await dictionaryContent.load(ctx, filesOf('dictionaries'));
    await noticeContent.load(ctx, [...filesOf('notices').filter(({ text }) => !text.includes('ratings.replied')), { path: 'notices/test.yaml', text: replied }]);
    const [unitId, elsewhere] = [(await aUnit(ctx)).id, (await aUnit(ctx)).id];
    const officer = async (unit: string, permissions: readonly string[], units: 'all' | readonly string[] = [unit]): Promise<Context> => {
      const user = await aUser(ctx, { unitId: unit });
      await aRole(ctx, { code: 'clerk', holder: user.id });
      return as(ctx, anOfficer({ id: user.id, unitId: unit, permissions, scope: { units, own: true } }));
    };
    const clerk = await officer(unitId, ['ratings.read', 'ratings.rectify']);
    await body({
      ctx,
      unitId,
      clerk,
      chief: await officer(unitId, ['ratings.read', 'ratings.rectify']),
      supervisor: await officer(elsewhere, ['ratings.read', 'ratings.rectify', 'ratings.review'], 'all'),
      stranger: await officer(elsewhere, ['ratings.read', 'ratings.rectify']),
      concludedCase: async (given = {}) => {
        const citizen = as(ctx, aCitizen({ id: await anAccount(ctx) }));
        const { caseId } = await aSubmittedCase(ctx, { unitId, accountId: citizen.actor.id, ...given });
        const task = (await listInbox(clerk, {})).rows.find((row) => row.caseId === caseId);
        await completeTask(clerk, task!.taskId, { action: 'accept' });
        await sql`update case_record set status = 'concluded', conclusion = ${given.conclusion ?? 'granted'}, concluded_at = ${at} where id = ${caseId}`.execute(tables(ctx));
        await invite(ctx, { caseId });
        return { caseId, citizen };
      },
      go: (day) => (at = new Date(`${day}T10:00:00+08:00`)),
    });
  });
}
