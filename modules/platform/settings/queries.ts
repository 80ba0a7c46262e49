import type { Context } from '../../../kernel/context.ts';
import { page } from '../../../kernel/db/page.ts';
import type { InputOf } from '../../../kernel/endpoint.ts';
import type { Page } from '../../../kernel/lists.ts';
import { type City, isSettingKey, type Setting, type SettingChange, type SettingDefinition, settingDefinitions, type settingEndpoints, settingErrors, type SettingKey, type SettingValue, type ValueOf } from './contract.ts';
import { allSettings, findCity, findSetting } from './store.ts';
import { tables } from './tables.ts';

/** The value of a setting: what an administrator has set, or its default. */
export async function getSetting<K extends SettingKey>(ctx: Context, key: K): Promise<ValueOf<K>> {
  return ((await findSetting(ctx, key))?.value ?? settingDefinitions[key].default) as ValueOf<K>;
}

/** The city, as every page may show it. @throws settings.noCity before content has been loaded */
export async function getCity(ctx: Context): Promise<City> {
  const row = await findCity(ctx);
  if (!row) throw settingErrors.noCity();
  return { name: row.name, divisionCode: row.division_code, title: row.portal_title, phone: row.portal_phone, footer: row.portal_footer, demo: row.demo_label };
}

const typeOf = (value: SettingValue): Setting['type'] => (typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'switch' : 'text');

/** All settings, in the order of their declaration, with the values in force. */
export async function listSettings(ctx: Context): Promise<Setting[]> {
  const set = new Map((await allSettings(ctx)).map((row) => [row.key, row]));
  return (Object.keys(settingDefinitions) as SettingKey[]).map((key) => {
    const definition: SettingDefinition = settingDefinitions[key];
    const own = set.get(key);
    return {
      key,
      title: definition.title,
      help: definition.help,
      type: typeOf(definition.default),
      value: own?.value ?? definition.default,
      default: definition.default,
      min: 'min' in definition ? definition.min : null,
      max: 'max' in definition ? definition.max : null,
      unit: definition.unit ?? null,
      legalBasis: definition.legalBasis ?? null,
      changedAt: own?.changed_at.toISOString() ?? null,
    };
  });
}

/** One page of a setting's changes, the latest first. @throws settings.notFound */
export async function listChanges(ctx: Context, filter: InputOf<typeof settingEndpoints.history>): Promise<Page<SettingChange>> {
  const { key } = filter;
  if (!isSettingKey(key)) throw settingErrors.notFound({ key });
  const query = tables(ctx).selectFrom('setting_change').selectAll().where('key', '=', key);
  const found = await page(ctx, query, filter, { keys: { changedAt: 'setting_change.changed_at' }, id: 'setting_change.id', usual: '-changedAt' });
  return {
    ...found,
    rows: found.rows.map((row) => ({
      id: row.id,
      valueBefore: row.value_before,
      valueAfter: row.value_after,
      reason: row.reason,
      changedByName: row.changed_by_name,
      changedAt: row.changed_at.toISOString(),
    })),
  };
}
