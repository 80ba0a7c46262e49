import { type SettingDefinition, settingDefinitions, settingErrors, type SettingKey, type SettingValue } from './contract.ts';

const typeNames = { number: '数字', string: '文字', boolean: '是或否' } as const;

/**
 * Refuses a value that does not fit the setting's type or limits.
 *
 * @throws settings.wrongType, outOfRange, wrongLength
 */
export function checkValue(key: SettingKey, value: SettingValue): void {
  const definition: SettingDefinition = settingDefinitions[key];
  const { title, default: usual } = definition;
  if (typeof value !== typeof usual) throw settingErrors.wrongType({ title, type: typeNames[typeof usual as keyof typeof typeNames] });
  if (!('min' in definition)) return;
  const { min, max } = definition;
  if (typeof value === 'number' && !(Number.isInteger(value) && value >= min && value <= max)) throw settingErrors.outOfRange({ title, min, max });
  if (typeof value === 'string' && !([...value].length >= min && [...value].length <= max)) throw settingErrors.wrongLength({ title, min, max });
}
