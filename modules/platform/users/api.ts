export { findUserByUsername, getUser } from './queries.ts';
