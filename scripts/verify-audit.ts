import { readConfig } from '../kernel/config.ts';
import { verifyChain } from '../kernel/audit/chain.ts';
import { findRunning } from '../kernel/db/embedded/start.ts';
import { openDatabase, openPool } from '../kernel/db/pool.ts';

/** `npm run verify-audit`: recomputes the audit chain as a reader and says whether anything was changed, removed or put in. */
const words = {
  gap: '链上缺少一环',
  missing: '链上有此记录，但记录已不存在',
  changed: '记录内容与链上摘要不符',
  unlinked: '记录存在，但从未入链',
} as const;

const config = readConfig(process.env);
const running = findRunning(config.dataDir);
if (!config.databaseUrl && !running) {
  console.error('没有找到运行中的数据库；请先 npm start，或设置 DATABASE_URL');
  process.exit(2);
}
const connection = config.databaseUrl ?? { host: running!.connection.host, user: running!.connection.user, database: running!.connection.database };
const database = openDatabase(openPool({ connection, role: 'reader', max: 1 }));
const report = await verifyChain(database);
await database.destroy();

for (const finding of report.findings) {
  console.error(`  ✗ ${words[finding.kind]}：${'seq' in finding ? `第 ${finding.seq} 环 ` : ''}${'entryId' in finding ? finding.entryId : ''}`);
}
console.log(`审计链共 ${report.links} 环，待入链 ${report.pending} 条，链尾 ${report.head}`);
console.log(report.findings.length === 0 ? '核验通过：未发现改动、删除或插入' : `核验未通过：${report.findings.length} 处`);
process.exitCode = report.findings.length === 0 ? 0 : 1;
