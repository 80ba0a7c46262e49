import { openTables } from '../../../kernel/context.ts';
import type { OrganisationViews } from '../../platform/organisations/contract.ts';
import type { Audience, CaseType, EntryKind, Gap, ServiceItemViews, StoredDefinition, VersionStatus } from './contract.ts';
import type { CatalogueGuide, CatalogueLimits } from './rules/guide.ts';

export interface ServiceItemTables extends ServiceItemViews {
  service_item: {
    id: string;
    base_code: string;
    name: string;
    type: string;
    unit_id: string;
    audience: Audience[];
    objects: string[];
    levels: string[];
    themes: string[];
    bundles: string[];
    case_type: CaseType;
    limits: CatalogueLimits;
    guide: CatalogueGuide;
    online_level: string;
    slug: string | null;
    basis: string;
    gaps: Gap[];
    search: string;
    popularity: number;
    listed: boolean;
    digest: string;
    changed_at: Date;
  };
  item_implementation: {
    task_code: string;
    item_id: string;
    unit_id: string;
    division_code: string;
    level: string;
    place: string | null;
    hours: string | null;
    phone: string | null;
  };
  item_version: {
    id: string;
    item_id: string;
    version: number;
    status: VersionStatus;
    digest: string;
    definition: StoredDefinition;
    process_definition_id: string;
    process_xml: string;
    created_at: Date;
    published_at: Date | null;
    published_by: string | null;
  };
  item_version_move: {
    id: string;
    version_id: string;
    at: Date;
    actor_id: string;
    actor_name: string;
    from_status: VersionStatus | null;
    to_status: VersionStatus;
    reason: string | null;
  };
  item_bundle: {
    id: string;
    name: string;
    unit_id: string;
    audience: Audience[];
    partners: string[];
    members: string[];
    batch: string;
    basis: string;
    search: string;
    listed: boolean;
    changed_at: Date;
  };
  search_word: { word: string; means: string[] };
  item_visit: { item_id: string; day: string; visits: number };
  item_entry: {
    id: string;
    kind: EntryKind;
    name: string;
    unit_id: string;
    audience: Audience[];
    themes: string[];
    case_type: CaseType;
    limits: CatalogueLimits | Record<string, never>;
    search: string;
    popularity: number;
    online: boolean;
  };
}

export const tables = openTables<ServiceItemTables & Pick<OrganisationViews, 'v_unit'>>();
