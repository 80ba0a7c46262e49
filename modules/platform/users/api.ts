export { contactOf, findUserByUsername, getUser } from './queries.ts';
