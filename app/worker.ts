import { openPool } from '../kernel/db/pool.ts';
import { readConfig } from '../kernel/config.ts';
import { startWorker } from '../kernel/jobs/worker.ts';
import { log } from '../kernel/log.ts';
import { connectionOf, openKernel } from './kernel.ts';
import { modules } from './modules.ts';
import { plugPorts } from './ports.ts';
import { onStop } from './stop.ts';

/** The background process: jobs, reactions to events, schedules, and the audit chain. Many may run at once. */
const config = readConfig(process.env);
const connection = connectionOf(config, process.env);
const { kernel, close } = await openKernel(config, connection);
plugPorts(config);
const queuePool = openPool({ connection, role: 'owner', max: config.workerConcurrency + 2 });
const worker = await startWorker(kernel, queuePool, modules, config.workerConcurrency);
log.info({ part: 'worker' }, 'working');
process.send?.('ready');

onStop(async () => {
  await worker.stop();
  await queuePool.end();
  await close();
});
