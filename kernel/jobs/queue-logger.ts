import { Logger } from 'graphile-worker';
import { log } from '../log.ts';

/** The queue's chatter; its warnings and errors go to our log, the rest nowhere. */
export const quietLogger = new Logger(() => (level, message) => {
  if (level === 'error') log.error({ part: 'queue' }, message);
  else if (level === 'warning') log.warn({ part: 'queue' }, message);
});
