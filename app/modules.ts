import type { ModuleManifest } from '../kernel/module.ts';
import audit from '../modules/platform/audit/module.ts';
import clocks from '../modules/platform/clocks/module.ts';
import dictionaries from '../modules/platform/dictionaries/module.ts';
import jobs from '../modules/platform/jobs/module.ts';
import notices from '../modules/platform/notices/module.ts';
import organisations from '../modules/platform/organisations/module.ts';
import processes from '../modules/platform/processes/module.ts';
import roles from '../modules/platform/roles/module.ts';
import settings from '../modules/platform/settings/module.ts';
import signIn from '../modules/platform/sign-in/module.ts';
import users from '../modules/platform/users/module.ts';
import cases from '../modules/public-service/cases/module.ts';
import inbox from '../modules/public-service/inbox/module.ts';
import intake from '../modules/public-service/intake/module.ts';
import ratings from '../modules/public-service/ratings/module.ts';
import serviceItems from '../modules/public-service/service-items/module.ts';
import licences from '../modules/records/licences/module.ts';
import seals from '../modules/records/seals/module.ts';
import subjects from '../modules/records/subjects/module.ts';

/** Every capability this installation runs, one import a line. Order does not matter. */
export const modules: readonly ModuleManifest[] = [
  audit,
  cases,
  clocks,
  dictionaries,
  inbox,
  intake,
  jobs,
  licences,
  notices,
  organisations,
  processes,
  ratings,
  roles,
  seals,
  serviceItems,
  settings,
  signIn,
  subjects,
  users,
];
