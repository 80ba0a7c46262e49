import { useEndpoint } from '../../../../web/staff-kit/data/useEndpoint.ts';
import type { Choice } from '../../../../web/staff-kit/form/fields.ts';
import { organisationEndpoints, type DivisionKind } from '../contract.ts';

const farBelow: ReadonlySet<DivisionKind> = new Set(['street', 'town', 'township', 'townshipLike']);

/** The divisions in which bureaus stand: the city and its counties and districts, without towns and streets. */
export function useDivisionChoices(): { choices: Choice[]; loading: boolean } {
  const { data, isPending } = useEndpoint(organisationEndpoints.divisions, {});
  const rows = data?.rows.filter(({ kind }) => !farBelow.has(kind)) ?? [];
  return { choices: rows.map(({ code, name }) => ({ value: code, label: name })), loading: isPending };
}
