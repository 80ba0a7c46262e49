import { createServer } from 'node:http';
import { readConfig } from '../kernel/config.ts';
import { onStop } from '../app/stop.ts';
import { simulatorPlace } from '../app/ports.ts';
import { identitySimulator } from './identity/identity.ts';
import { answerNotFound, type Simulator } from './simulator.ts';
import { smsSimulator } from './sms/sms.ts';

/**
 * Stand-ins for systems outside the city hall, started with the demo on the port after the platform's own.
 *
 * Each speaks the protocol the product's adapter speaks; the product does not know it is talking to one.
 */
const config = readConfig(process.env);
const place = simulatorPlace(config);
const simulators: readonly Simulator[] = [smsSimulator(place.token), identitySimulator(place.token)];

const server = createServer((request, response) => {
  const simulator = simulators.find((each) => each.takes(request.method ?? 'GET', request.url ?? '/'));
  if (simulator) void simulator.answer(request, response);
  else answerNotFound(response);
});
server.listen(place.port, '127.0.0.1');

onStop(async () => {
  server.close();
  server.closeAllConnections();
});
