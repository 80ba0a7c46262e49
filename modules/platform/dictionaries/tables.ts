import type { Generated } from 'kysely';
import { openTables } from '../../../kernel/context.ts';
import type { Origin } from './contract.ts';

export interface DictionaryTables {
  dictionary: { key: string; name: string; standard: string; basis: 'source' | 'memory' | 'invented'; note: string | null; changed_at: Date };
  dictionary_item: {
    dictionary_key: string;
    code: string;
    name: string;
    own_name: string | null;
    parent_code: string | null;
    note: string | null;
    position: number;
    origin: Origin;
    in_content: boolean;
    disabled: Generated<boolean>;
    changed_at: Date;
  };
}

export const tables = openTables<DictionaryTables>();
