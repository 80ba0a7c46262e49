export { permissionsOf, rolesHeld, usersWithRole } from './queries.ts';
