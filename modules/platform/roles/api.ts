export { permissionsOf, usersWithRole } from './queries.ts';
