import { defineErrors } from '../../errors.ts';

/** What can keep a backup from being made or restored. */
export const backupErrors = defineErrors('backup', {
  targetNotEmpty: { kind: 'conflict', text: '{path} 不是空目录。为了不覆盖已有数据，请指定一个空目录或尚不存在的目录' },
  noSpace: { kind: 'unavailable', text: '{path} 所在磁盘的可用空间不足：需要约 {needed} MB，剩余 {free} MB' },
  unsupported: { kind: 'unavailable', text: '数据库里有本备份方式不支持的内容：{what}。请用数据库自带的工具备份' },
  incomplete: { kind: 'invalid', text: '{path} 不是完整的备份：{reason}。可能备份没有做完，或目录不对' },
  damaged: { kind: 'invalid', text: '备份文件 {path} 已损坏：{reason}。没有恢复任何数据，请换用另一份备份' },
  cannotConnect: { kind: 'unavailable', text: '连接不上数据库：{reason}。请检查 DATABASE_URL 和数据库是否在运行' },
  databaseNotEmpty: { kind: 'conflict', text: '目标数据库里已有 {count} 张表（如 {example}）。恢复只能对空数据库进行，请新建一个数据库' },
  differentVersion: {
    kind: 'conflict',
    text: '程序的版本与备份不一致，不能恢复：{differences}。请用做备份时的版本（{platform}）恢复，再升级',
  },
  rowsMissing: { kind: 'invalid', text: '表 {table} 应恢复 {expected} 行，实际 {found} 行，已全部撤销' },
  physicalNeedsFolder: {
    kind: 'conflict',
    text: '这是内置数据库的物理备份，只能恢复成内置数据库：请去掉 DATABASE_URL，并用 --data-dir 指定新的数据目录',
  },
});
