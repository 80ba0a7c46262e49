import type { ModuleManifest } from '../kernel/module.ts';
import organisations from '../modules/platform/organisations/module.ts';

/** Every capability this installation runs, one import a line. Order does not matter. */
export const modules: readonly ModuleManifest[] = [organisations];
