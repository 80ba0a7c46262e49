import { cityEndpoints } from '../../modules/platform/settings/contract.ts';
import { useEndpoint } from '../staff-kit/data/useEndpoint.ts';

const unnamed = { name: '', demo: null };

/** The name of the city, and the label of a demonstration when this is one; blank until known. */
export function useCity(): { name: string; demo: string | null } {
  const { data } = useEndpoint(cityEndpoints.city, {});
  return data ? { name: data.name, demo: data.demo } : unnamed;
}
