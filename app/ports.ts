import type { Config } from '../kernel/config.ts';

/** Plugs an adapter into every port to the outside. */
export function plugPorts(_config: Config): void {
  // The first port (SMS) comes with the notices module.
}
