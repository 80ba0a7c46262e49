import { maskValue } from '../../../engines/forms/contract.ts';
import type { Organisation, Person, Subject, SubjectSummary } from './contract.ts';

/** `1985-06-08` → `1985-**-**`. */
export const maskDate = (date: string): string => `${date.slice(0, 4)}-**-**`;

/** A subject as lists show it. */
export const summaryOf = (subject: Subject): SubjectSummary =>
  subject.kind === 'person'
    ? { id: subject.id, kind: 'person', name: maskValue('name', subject.name), number: maskValue('idNumber', subject.number) }
    : { id: subject.id, kind: 'organisation', name: subject.name, number: subject.uscc };

/** Whether the person may act for the organisation by herself: its legal representative, or operator of a self-employed business. */
export const represents = (person: Person, organisation: Organisation): boolean =>
  organisation.legalRepresentativeNumber !== null && organisation.legalRepresentativeNumber.toUpperCase() === person.number.toUpperCase();
