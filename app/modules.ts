import type { ModuleManifest } from '../kernel/module.ts';
import clocks from '../modules/platform/clocks/module.ts';
import organisations from '../modules/platform/organisations/module.ts';
import processes from '../modules/platform/processes/module.ts';
import roles from '../modules/platform/roles/module.ts';
import signIn from '../modules/platform/sign-in/module.ts';
import users from '../modules/platform/users/module.ts';

/** Every capability this installation runs, one import a line. Order does not matter. */
export const modules: readonly ModuleManifest[] = [clocks, organisations, processes, roles, signIn, users];
