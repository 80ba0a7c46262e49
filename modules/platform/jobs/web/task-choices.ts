import { useEndpoint } from '../../../../web/staff-kit/data/useEndpoint.ts';
import type { Choice } from '../../../../web/staff-kit/form/fields.ts';
import { jobEndpoints } from '../contract.ts';

/** Every kind of work, by its title. */
export function useTaskChoices(): Choice[] {
  const { data } = useEndpoint(jobEndpoints.tasks, {});
  return (data?.rows ?? []).map(({ task, title }) => ({ value: task, label: title }));
}
