import Type from 'typebox';
import { readYaml } from '../../../kernel/content.ts';
import type { ContentReader } from '../../../kernel/module.ts';
import { saveCity } from './store.ts';

const PackFile = Type.Object({
  id: Type.String({ pattern: '^[a-z0-9-]+$' }),
  version: Type.String(),
  demo: Type.Boolean({ default: false }),
  demoLabel: Type.Optional(Type.String({ minLength: 2 })),
  city: Type.Object({
    name: Type.String({ minLength: 2 }),
    province: Type.String({ minLength: 2 }),
    divisionCode: Type.String({ pattern: '^\\d{6}$' }),
    cityLevelDivision: Type.String({ pattern: '^\\d{6}$' }),
  }),
  portal: Type.Object({
    title: Type.String({ minLength: 2, maxLength: 40 }),
    phone: Type.String({ minLength: 3, maxLength: 20 }),
    footer: Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { maxItems: 12 }),
  }),
});

/** The city and its portal's texts, from `pack.yaml`. */
export const settingContent: ContentReader = {
  files: /^pack\.yaml$/,
  check: async (files) =>
    files.flatMap((file) => {
      const { value, problems } = readYaml(file, PackFile);
      return value?.demo && !value.demoLabel ? [{ path: file.path, message: '演示内容包必须写 demoLabel', hint: '一句话说明数据是虚构的' }] : [...problems];
    }),
  load: async (ctx, files) => {
    for (const { id, version, demo, demoLabel, city, portal } of files.flatMap((file) => readYaml(file, PackFile).value ?? [])) {
      await saveCity(ctx, {
        id,
        name: city.name,
        province: city.province,
        division_code: city.divisionCode,
        city_level_division: city.cityLevelDivision,
        portal_title: portal.title,
        portal_phone: portal.phone,
        portal_footer: portal.footer,
        demo_label: demo ? (demoLabel ?? null) : null,
        pack_version: version,
        loaded_at: ctx.now(),
      });
    }
  },
};
