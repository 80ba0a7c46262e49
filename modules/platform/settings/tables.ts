import { openTables } from '../../../kernel/context.ts';
import type { SettingValue } from './contract.ts';

export interface SettingTables {
  city: {
    id: string;
    name: string;
    province: string;
    division_code: string;
    city_level_division: string;
    portal_title: string;
    portal_phone: string;
    portal_footer: string[];
    demo_label: string | null;
    pack_version: string;
    loaded_at: Date;
  };
  setting: { key: string; value: SettingValue; changed_by: string; changed_at: Date };
  setting_change: {
    id: string;
    key: string;
    value_before: SettingValue;
    value_after: SettingValue;
    reason: string;
    changed_by: string;
    changed_by_name: string;
    changed_at: Date;
  };
}

export const tables = openTables<SettingTables>();
