import type { InputOf } from '../../../../kernel/endpoint.ts';
import type { UrlValues } from '../../../../web/staff-kit/data/useUrl.ts';
import { levelLabels } from '../../../platform/clocks/contract.ts';
import type { inboxEndpoints, InboxLevel } from '../contract.ts';

/** The conditions under which the officer works through her tasks; they go with her from case to case in the address. */
export type Conditions = Pick<InputOf<typeof inboxEndpoints.next>, 'itemId' | 'step' | 'level'>;

/** Reads them from an address. */
export const conditionsOf = ({ itemId, step, level }: UrlValues): Conditions => ({
  ...(itemId ? { itemId } : {}),
  ...(step ? { step } : {}),
  ...(level && level in levelLabels ? { level: level as InboxLevel } : {}),
});

/** Where a task is worked on. */
export const workAddress = (task: { readonly caseId: string; readonly taskId: string }, conditions: Conditions): string =>
  `/cases/${task.caseId}?${new URLSearchParams({ task: task.taskId, ...conditions }).toString()}`;
