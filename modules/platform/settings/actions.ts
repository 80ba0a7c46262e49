import type { Context } from '../../../kernel/context.ts';
import type { InputOf } from '../../../kernel/endpoint.ts';
import { newId } from '../../../kernel/id.ts';
import { isSettingKey, type Setting, settingDefinitions, type settingEndpoints, settingErrors } from './contract.ts';
import { getSetting, listSettings } from './queries.ts';
import { checkValue } from './rules.ts';
import { lockSetting, saveSetting } from './store.ts';

/** Changes a setting; the change takes effect at once and stays in the history. @throws settings.notFound, wrongType, outOfRange, wrongLength, unchanged */
export async function changeSetting(ctx: Context, { key, value, reason }: InputOf<typeof settingEndpoints.change>): Promise<Setting> {
  if (!isSettingKey(key)) throw settingErrors.notFound({ key });
  const wanted = typeof value === 'string' ? value.trim() : value;
  checkValue(key, wanted);
  await lockSetting(ctx, key);
  const before = await getSetting(ctx, key);
  if (before === wanted) throw settingErrors.unchanged({ title: settingDefinitions[key].title });
  await saveSetting(ctx, { id: newId(ctx.now()), key, value_before: before, value_after: wanted, reason });
  ctx.audit('settings.change', key, { from: before, to: wanted, reason });
  ctx.announce('settings.changed', { key });
  return (await listSettings(ctx)).find((setting) => setting.key === key) as Setting;
}
