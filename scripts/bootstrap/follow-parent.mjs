// Loaded before a script by runtime.mjs: tells the script to stop when the process that attends it is gone, even by kill -9.
import { isMainThread } from 'node:worker_threads';

if (isMainThread && process.channel) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  // The channel alone must not keep the script alive.
  process.channel.unref();
}
