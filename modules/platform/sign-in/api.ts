export { demoPassword } from './content.ts';
export { findAccountByResidentId, getAccount } from './queries.ts';
