import type { Setting, SettingValue } from '../contract.ts';

/** A value as people say it: `30 天`, 是, 一网. */
export const valueText = (value: SettingValue, { unit }: Pick<Setting, 'unit'>): string =>
  typeof value === 'boolean' ? (value ? '是' : '否') : `${value}${unit === null ? '' : ` ${unit}`}`;
