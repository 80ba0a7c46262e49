import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Everything an installation may set, checked once at start. The only place that reads the environment. */
export interface Config {
  /** Null means: run the embedded PostgreSQL in the data folder. */
  readonly databaseUrl: string | null;
  readonly databasePool: number;
  readonly host: string;
  readonly port: number;
  /** Absolute path; holds the embedded database, files, keys, logs and caches. */
  readonly dataDir: string;
  /** The address people use, for links in messages and QR codes; no trailing slash. */
  readonly publicUrl: string;
  /** Whether a proxy in front sets `X-Forwarded-For` and `-Proto`. */
  readonly trustProxy: boolean;
  /** Demo mode: demo accounts, simulators of the systems outside, and a label that says so. */
  readonly demo: boolean;
  /** Name of the folder below `content/` that describes the city. */
  readonly contentPack: string;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
  readonly masterKeyFile: string | null;
  readonly workerConcurrency: number;
  readonly sms: OutsideSystem | null;
  /** The real-name check. */
  readonly identity: OutsideSystem | null;
  readonly s3: S3Config | null;
}

/** A system outside, reached over HTTP with a bearer token. */
export interface OutsideSystem {
  readonly url: string;
  readonly token: string;
}

export interface S3Config {
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

/** All that is wrong with the configuration, at once. */
export class ConfigError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`配置有 ${problems.length} 处问题：\n${problems.map((problem) => `  · ${problem}`).join('\n')}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the configuration from environment variables; secrets come from files named by `…_FILE`.
 *
 * @throws ConfigError listing every problem
 */
export function readConfig(env: Environment): Config {
  const problems: string[] = [];
  const text = (name: string): string | null => env[name]?.trim() || null;
  const whole = (name: string, fallback: number, min: number, max: number): number => {
    const given = text(name);
    if (given === null) return fallback;
    const value = Number(given);
    if (Number.isInteger(value) && value >= min && value <= max) return value;
    problems.push(`${name} 应为 ${min} 到 ${max} 之间的整数，现在是“${given}”`);
    return fallback;
  };
  const flag = (name: string, fallback: boolean): boolean => {
    const given = text(name);
    if (given === null) return fallback;
    if (['1', 'true', 'yes'].includes(given)) return true;
    if (['0', 'false', 'no'].includes(given)) return false;
    problems.push(`${name} 应为 1 或 0，现在是“${given}”`);
    return fallback;
  };
  const url = (name: string, protocols: readonly string[]): string | null => {
    const given = text(name);
    if (given === null) return null;
    if (URL.canParse(given) && protocols.includes(new URL(given).protocol)) return given.replace(/\/$/, '');
    problems.push(`${name} 不是有效的地址（应以 ${protocols.map((protocol) => `${protocol}//`).join(' 或 ')} 开头）`);
    return null;
  };
  const secret = (name: string): string => {
    const file = text(name);
    if (file === null) {
      problems.push(`缺少 ${name}（密钥须放在文件里，这里填写文件路径）`);
      return '';
    }
    try {
      return readFileSync(file, 'utf8').trim();
    } catch {
      problems.push(`${name} 指向的文件无法读取：${file}`);
      return '';
    }
  };

  const host = text('HOST') ?? '127.0.0.1';
  const port = whole('PORT', 8080, 0, 65_535);
  const demo = flag('DEMO', env['NODE_ENV'] !== 'production');
  const outside = (name: string): OutsideSystem | null => {
    const address = url(`${name}_URL`, ['http:', 'https:']);
    return address === null ? null : { url: address, token: secret(`${name}_TOKEN_FILE`) };
  };
  const s3Endpoint = url('S3_ENDPOINT', ['http:', 'https:']);
  const logLevel = text('LOG_LEVEL') ?? 'info';
  if (!isLogLevel(logLevel)) problems.push(`LOG_LEVEL 应为 debug、info、warn、error 之一，现在是“${logLevel}”`);

  const config: Config = {
    databaseUrl: url('DATABASE_URL', ['postgres:', 'postgresql:']),
    databasePool: whole('DATABASE_POOL', 20, 2, 500),
    host,
    port,
    dataDir: path.resolve(text('DATA_DIR') ?? 'var'),
    publicUrl: url('PUBLIC_URL', ['http:', 'https:']) ?? `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`,
    trustProxy: flag('TRUST_PROXY', false),
    demo,
    contentPack: text('CONTENT_PACK') ?? 'sanmenxia',
    logLevel: isLogLevel(logLevel) ? logLevel : 'info',
    masterKeyFile: text('MASTER_KEY_FILE'),
    workerConcurrency: whole('WORKER_CONCURRENCY', 4, 1, 64),
    sms: outside('SMS'),
    identity: outside('IDENTITY'),
    s3: s3Endpoint
      ? {
          endpoint: s3Endpoint,
          bucket: text('S3_BUCKET') ?? 'yiwang',
          region: text('S3_REGION') ?? 'cn-north-1',
          accessKey: secret('S3_ACCESS_KEY_FILE'),
          secretKey: secret('S3_SECRET_KEY_FILE'),
        }
      : null,
  };
  if (!demo && config.masterKeyFile === null) problems.push('正式运行（DEMO=0）必须设置 MASTER_KEY_FILE，用于保护密钥库');
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

const isLogLevel = (level: string): level is Config['logLevel'] => ['debug', 'info', 'warn', 'error'].includes(level);
