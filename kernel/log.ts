import pino, { type Logger } from 'pino';

/** Structured log of this process; personal data and secrets are masked by name wherever they stand. */
export const log: Logger = pino({
  level: 'info',
  base: { pid: process.pid },
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: { paths: maskedPaths(), censor: '***' },
});

/** Sets how much is told. */
export const setLogLevel = (level: 'debug' | 'info' | 'warn' | 'error'): void => {
  log.level = level;
};

function maskedPaths(): string[] {
  const names = ['password', 'code', 'token', 'secret', 'cookie', 'authorization', 'phone', 'idNumber', 'name', 'address'];
  return names.flatMap((name) => [`body.${name}`, `payload.${name}`, `headers.${name}`, `req.headers.${name}`, `detail.${name}`]);
}
