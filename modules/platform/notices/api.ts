export { notify } from './actions.ts';
