import os from 'node:os';

const MiB = 1024 * 1024;

/** Settings of a server that must never lose a committed transaction. */
export function durableSettings(memory: number = usableMemory()): Record<string, string> {
  return {
    max_connections: '100',
    shared_buffers: megabytes(memory / 8, 128, 2048),
    effective_cache_size: megabytes(memory / 2, 256, 65_536),
    maintenance_work_mem: megabytes(memory / 32, 64, 512),
    fsync: 'on',
    wal_compression: 'on',
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    random_page_cost: '1.1',
    jit: 'off',
    timezone: 'Asia/Shanghai',
    ...logSettings,
  };
}

/** One file a day, each overwritten a week later. Bound values stay out: they hold personal data. */
const logSettings: Record<string, string> = {
  log_timezone: 'Asia/Shanghai',
  logging_collector: 'on',
  log_directory: 'log',
  log_filename: 'postgresql-%a.log',
  log_truncate_on_rotation: 'on',
  log_rotation_age: '1d',
  log_rotation_size: '0',
  log_line_prefix: '%m [%p] %q%a ',
  log_min_duration_statement: '1s',
  log_parameter_max_length: '0',
  log_lock_waits: 'on',
};

/** Settings of a server for tests, whose data nobody will miss. */
export const temporarySettings: Record<string, string> = {
  max_connections: '100',
  shared_buffers: '128MB',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  jit: 'off',
  timezone: 'Asia/Shanghai',
  log_min_messages: 'fatal',
};

/** Turns settings into arguments of the `postgres` program. */
export const asArguments = (settings: Record<string, string>): string[] =>
  Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);

/** In bytes; a container's limit counts as its memory. */
function usableMemory(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, os.totalmem()) : os.totalmem();
}

const megabytes = (bytes: number, least: number, most: number): string =>
  `${Math.round(Math.min(Math.max(bytes / MiB, least), most))}MB`;
