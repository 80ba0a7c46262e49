import { openTables } from '../../../kernel/context.ts';
import type { ClockViews } from '../../platform/clocks/contract.ts';
import type { OrganisationViews } from '../../platform/organisations/contract.ts';
import type { ProcessViews } from '../../platform/processes/contract.ts';
import type { CaseViews } from '../cases/contract.ts';

/** This module owns no table: it joins what tasks, cases and clocks publish. */
export const tables = openTables<ProcessViews & CaseViews & ClockViews & Pick<OrganisationViews, 'v_unit'>>();
