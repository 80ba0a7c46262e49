import type { Config } from '../kernel/config.ts';
import { httpIdentity, identityPort } from '../kernel/ports/identity.ts';
import { httpSms, smsPort } from '../kernel/ports/sms.ts';

/** Where a demo's simulators listen: the port after the platform's own, on this machine only. */
export const simulatorPlace = (config: Config): { port: number; url: string; token: string } => ({
  port: config.port + 1,
  url: `http://127.0.0.1:${config.port + 1}`,
  token: 'simulator-token-for-demo-only',
});

/** Plugs an adapter into every port to the outside: the configured system, or in a demo its simulator. */
export function plugPorts(config: Config): void {
  const place = (configured: { url: string; token: string } | null) => configured ?? (config.demo ? simulatorPlace(config) : { url: 'http://not-configured.invalid', token: '' });
  smsPort.plug(httpSms(place(config.sms)));
  identityPort.plug(httpIdentity(place(config.identity)));
}
