export { countVisit } from './queries/guide.ts';
export { currentVersion, getItem, getItemImplementation, getVersion } from './queries/published.ts';
export { materialsFor, walletFacts } from './rules/materials.ts';
