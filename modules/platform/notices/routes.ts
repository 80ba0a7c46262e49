import { implement } from '../../../kernel/endpoint.ts';
import { markAllRead, markRead, readSmsText, resendSms } from './actions.ts';
import { noticeEndpoints } from './contract.ts';
import { countUnread, listMine, listSms, listTemplates, previewTemplate } from './queries.ts';

export const noticeRoutes = implement(noticeEndpoints, {
  mine: (ctx, filter) => listMine(ctx, filter),
  unread: (ctx) => countUnread(ctx),
  markRead: async (ctx, input) => {
    await markRead(ctx, input);
    return {};
  },
  markAllRead: (ctx) => markAllRead(ctx),
  sms: (ctx, filter) => listSms(ctx, filter),
  smsText: (ctx, input) => readSmsText(ctx, input),
  resend: (ctx, input) => resendSms(ctx, input),
  templates: async (ctx) => ({ rows: await listTemplates(ctx) }),
  preview: (ctx, input) => previewTemplate(ctx, input),
});
