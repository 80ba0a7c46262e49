import { defineStates } from '../../../../kernel/states.ts';
import type { VersionStatus } from '../contract.ts';

/** A version in use is withdrawn by hand or by the next one; a withdrawn one may be put back. */
export const versionStates = defineStates<VersionStatus>('draft', {
  draft: ['published', 'withdrawn'],
  published: ['withdrawn'],
  withdrawn: ['published'],
});
