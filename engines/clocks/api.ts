/** What the server may use: the contract, and the checks of content files. */
export * from './contract.ts';
export { readLevels, readTerms } from './content-checks.ts';
