import { buildServer } from '../kernel/http/server.ts';
import { readConfig } from '../kernel/config.ts';
import { log } from '../kernel/log.ts';
import { addApiDocument } from '../kernel/http/openapi.ts';
import { addHealth } from '../kernel/http/health.ts';
import { addWebPages } from './web-pages.ts';
import { connectionOf, openKernel } from './kernel.ts';
import { modules } from './modules.ts';
import { plugPorts } from './ports.ts';
import { onStop } from './stop.ts';

/** The web process: answers requests until told to stop. */
const config = readConfig(process.env);
const { kernel, close } = await openKernel(config, connectionOf(config, process.env));
plugPorts(config);
const server = await buildServer({
  kernel,
  modules,
  trustProxy: config.trustProxy,
  secureCookies: config.publicUrl.startsWith('https:'),
  perMinute: config.demo ? 6000 : 1200,
  checkAnswers: config.demo,
});
addHealth(server, kernel);
addApiDocument(server, modules);
await addWebPages(server);
await server.listen({ host: config.host, port: config.port });
log.info({ part: 'server', url: config.publicUrl }, 'serving');

onStop(async () => {
  await server.close();
  await close();
});
