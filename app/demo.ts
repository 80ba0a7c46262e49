import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { Config } from '../kernel/config.ts';
import { demoPassword } from '../modules/platform/sign-in/api.ts';
import { simulatorPlace } from './ports.ts';

/** What a person who tries the demo needs to know; shown after start. */
export function describeDemo(config: Config): string[] {
  const file = path.join(import.meta.dirname, '../content', config.contentPack, 'staff.yaml');
  const { staff } = parse(readFileSync(file, 'utf8')) as { staff: { username: string; purpose?: string }[] };
  const shown = staff.filter((each) => each.purpose);
  return [
    `              ${simulatorPlace(config).url}/         短信模拟器（看验证码）`,
    '',
    `  演示账号（口令都是 ${demoPassword}）：`,
    ...shown.map((each) => `    ${each.username.padEnd(18)}${each.purpose}`),
    '  群众账号：用任一手机号登录，验证码见短信模拟器；例如 19900010001。',
  ];
}
