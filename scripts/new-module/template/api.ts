export { getSampleRecord } from './queries.ts';
