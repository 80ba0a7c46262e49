import type { JobDefinition } from '../../../kernel/module.ts';
import { forgetOldSessions } from './store/sessions.ts';

export const signInJobs: Readonly<Record<string, JobDefinition>> = {
  forgetOldSessions: { title: '清理过期会话和验证码', every: '50 2 * * *', run: forgetOldSessions },
};
