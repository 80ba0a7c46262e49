export { registerOrganisation, registerPerson, subjectOfAccount, type OrganisationRegistration, type PersonRegistration } from './actions.ts';
export { prefillValues, type PrefillValues } from './prefill.ts';
export { accountsOfSubject, findOrganisationByUscc, findPersonByResidentId, getSubject, organisationsOf, subjectIdsOfAccount, subjectSummary } from './queries.ts';
