import path from 'node:path';
import { readNames } from './new-module/names.ts';
import { writeModule } from './new-module/write.ts';

/** `npm run new-module area/name 标题`: writes a small working module, a register that lists, shows and takes records. */
const [place, title, ...more] = process.argv.slice(2);
if (place === undefined || title === undefined || more.length > 0) {
  console.error('用法：npm run new-module 分区/名称 标题，例如 npm run new-module records/work-permits 作业许可');
  process.exit(2);
}

try {
  const names = readNames(place, title);
  for (const file of writeModule(path.join(import.meta.dirname, '..'), names, new Date())) console.log(`  ${file}`);
  console.log(`已加入 app/modules.ts。接下来：
  1. 在 README.md 里写明它登记什么、为谁
  2. 把 ${names.name}.read、${names.name}.manage 写进内容包 roles.yaml 的角色，把新词 ${names.value}（${title}）写进 GLOSSARY.md
  3. npm run check；npm test -- --only modules --grep ${names.type}；npm run generate`);
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
