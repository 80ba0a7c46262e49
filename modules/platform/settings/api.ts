export { getCity, getSetting } from './queries.ts';
