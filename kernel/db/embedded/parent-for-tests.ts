// A process of its own that starts a server and waits to be killed: `node parent-for-tests.ts embedded|temporary DATA_DIR`.
import { startEmbedded } from './start.ts';
import { startTemporary } from './temporary.ts';

const [, , kind, dataDir = ''] = process.argv;
const server = await (kind === 'temporary' ? startTemporary() : startEmbedded({ dataDir, log: () => undefined }));
process.stdout.write(`${JSON.stringify({ pid: server.pid, connection: server.connection })}\n`);
process.stdin.resume();
