export { isOrganisationCode, isUscc, organisationCheck, usccCheck } from './organisations.ts';
export { isResidentId, readResidentId, residentIdCheck, type ResidentFacts } from './residents.ts';
export { licenceIdentifier, licenceIdentifierCheck, readLicenceIdentifier, type LicenceIdentifier } from './licences.ts';
export { readItemCode, taskCode, type ItemCode } from './items.ts';
