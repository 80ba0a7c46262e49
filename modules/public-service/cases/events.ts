import type { Context } from '../../../kernel/context.ts';
import type { EventHandler } from '../../../kernel/module.ts';
import { notify } from '../../platform/notices/api.ts';
import { caseErrors } from './contract.ts';
import { findCase, type CaseRecord } from './store/cases.ts';

/** Tells the applicant, by the template of the event's own name. */
const tell =
  (template: string): EventHandler =>
  async (ctx: Context, { caseId }: { caseId: string }) => {
    const record = await findCase(ctx, caseId);
    if (!record) throw caseErrors.notFound();
    await notify(ctx, { to: { kind: 'person', id: record.account_id }, template, values: valuesOf(record), link: `/my/cases/${record.id}` });
  };

const valuesOf = (record: CaseRecord): Record<string, string> => ({ itemName: record.item_name, caseNumber: record.number });

export const caseReactions: Readonly<Record<string, EventHandler>> = {
  'cases.submitted': tell('cases.submitted'),
  'cases.accepted': tell('cases.accepted'),
  'cases.supplementAsked': tell('cases.supplementAsked'),
  'cases.declined': tell('cases.declined'),
  'cases.decided': async (ctx, payload: { caseId: string; granted: boolean }) => tell(payload.granted ? 'cases.granted' : 'cases.refused')(ctx, payload as never),
  'cases.licenceIssued': tell('cases.licenceIssued'),
};
