export { describeJobs, knownJobs } from './catalogue.ts';
