import { log } from '../kernel/log.ts';

const patience = 20_000;

/** Runs `stop` once on SIGTERM, SIGINT or when the parent process is gone, and then ends this process. */
export function onStop(stop: () => Promise<void>): void {
  let stopping = false;
  const end = (why: string): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), patience).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error as Error, why }, 'could not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => end('SIGTERM'));
  process.on('SIGINT', () => end('SIGINT'));
  // A process started by app/main.ts must not outlive it.
  process.on('disconnect', () => end('parent gone'));
}
