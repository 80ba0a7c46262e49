import { openTables } from '../../../kernel/context.ts';
import type { PersonSource } from './contract.ts';

export interface SubjectTables {
  person: {
    id: string;
    name: string;
    document_type: string;
    number: string;
    number_index: string;
    phone: string | null;
    gender: string | null;
    birth_date: string | null;
    ethnicity: string | null;
    division_code: string | null;
    address: string | null;
    source: PersonSource;
    verified_at: Date | null;
    registered_at: Date;
    changed_at: Date;
  };
  organisation: {
    id: string;
    uscc: string;
    name: string;
    entity_type: string;
    industry: string | null;
    status: string;
    registered_on: string | null;
    registered_capital: string | null;
    division_code: string | null;
    address: string | null;
    phone: string | null;
    business_scope: string | null;
    legal_representative_name: string | null;
    legal_representative_number: string | null;
    legal_representative_index: string | null;
    registered_at: Date;
    changed_at: Date;
  };
  account_subject: { account_id: string; person_id: string; linked_at: Date };
}

export const tables = openTables<SubjectTables>();
