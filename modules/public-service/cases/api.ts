export { submitCase } from './actions/submit.ts';
export { findCase } from './store/cases.ts';
