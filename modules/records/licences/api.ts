export { issueLicence, type NewLicence } from './actions/issue.ts';
export { findLicenceFor, getLicence, licencesOf, listTypes } from './queries/licences.ts';
export { openLicenceFile } from './queries/detail.ts';
export { verifyOfflineProof, type OfflineTrust, type OfflineVerdict } from './offline-check.ts';
