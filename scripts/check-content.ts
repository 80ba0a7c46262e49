import { checkContent, readPack } from '../app/content.ts';
import { plugModules } from '../app/kernel.ts';
import { modules } from '../app/modules.ts';

/** `npm run content [pack]`: reports everything wrong with a content pack, file by file; ends with 1 if there is anything. */
const pack = process.argv[2] ?? 'sanmenxia';
plugModules();
const files = readPack(pack);
const problems = await checkContent(modules, files);
for (const { path, message, hint } of problems.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
  console.error(`  ✗ ${path}　${message}${hint ? `（${hint}）` : ''}`);
}
if (problems.length > 0) {
  console.error(`内容包 ${pack} 有 ${problems.length} 处问题`);
  process.exit(1);
}
console.log(`内容包 ${pack} 检查通过：${files.length} 个文件`);
