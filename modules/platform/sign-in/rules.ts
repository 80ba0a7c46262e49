/** How long things last and how often they may fail; one place, so that an assessor finds it. */
export const policy = {
  /** Failures in a row before an account is locked. */
  maxFailures: 5,
  lockMinutes: 15,
  staff: { idleMinutes: 30, totalHours: 12 },
  person: { idleMinutes: 7 * 24 * 60, totalHours: 30 * 24 },
  code: { minutes: 5, pauseSeconds: 60, perDay: 10, maxTries: 5 },
} as const;

const common = ['password', 'qwerty', 'abc123', '123456', 'admin', 'yiwang', 'smx'];

/**
 * Says why a password is too weak; null when it will do: ten characters, three of four kinds, not the name, not a common one.
 *
 * @source GB/T 22239-2019 8.1.4.1 a); SMX1-050
 */
export function weakness(password: string, accountName: string): string | null {
  if ([...password].length < 10) return '至少 10 个字符';
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z0-9]/].filter((kind) => kind.test(password)).length;
  if (kinds < 3) return '须含大写字母、小写字母、数字、符号中的三种';
  const folded = password.toLowerCase();
  if (accountName.length >= 3 && folded.includes(accountName.toLowerCase())) return '不能包含登录名';
  if (/(.)\1{3}/.test(password)) return '同一字符不能连续出现四次';
  if (common.some((word) => folded.startsWith(word) && folded.length - word.length < 4)) return '过于常见，容易被猜到';
  return null;
}

/** What failed attempts lead to. */
export function afterFailure(failures: number, now: Date): { failures: number; lockedUntil: Date | null } {
  const count = failures + 1;
  return count >= policy.maxFailures ? { failures: 0, lockedUntil: new Date(now.getTime() + policy.lockMinutes * 60_000) } : { failures: count, lockedUntil: null };
}

/** A name for a device from what its browser says, e.g. `Chrome · Windows`. */
export function deviceName(agent: string | null): string {
  const text = agent ?? '';
  const browser = /MicroMessenger/.test(text) ? '微信' : /Edg\//.test(text) ? 'Edge' : /Firefox\//.test(text) ? 'Firefox' : /Chrome\//.test(text) ? 'Chrome' : /Safari\//.test(text) ? 'Safari' : '其他程序';
  const system = /HarmonyOS/.test(text) ? '鸿蒙' : /Android/.test(text) ? '安卓' : /iPhone|iPad/.test(text) ? 'iOS' : /Windows/.test(text) ? 'Windows' : /Mac OS X/.test(text) ? 'macOS' : /Linux/.test(text) ? 'Linux' : '未知系统';
  return `${browser} · ${system}`;
}
