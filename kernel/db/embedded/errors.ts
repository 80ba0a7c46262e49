import { defineErrors } from '../../errors.ts';

/** What can keep the embedded database from running; every text says what to do next. */
export const embeddedErrors = defineErrors('embedded-database', {
  noBinaries: {
    kind: 'unavailable',
    text: '没有适合本机（{platform}）的内置 PostgreSQL。请删除 node_modules 后重新运行，或设置 DATABASE_URL 使用已有的数据库',
  },
  cannotPrepare: {
    kind: 'unavailable',
    text: '内置 PostgreSQL 的程序文件缺少链接或执行权限，当前用户又不能补上：{path}。请用安装依赖的用户运行一次，或删除 node_modules 后重新运行',
  },
  cannotExecute: {
    kind: 'unavailable',
    text: '内置 PostgreSQL 不能以用户 {user} 运行（{path}）：{reason}。请把程序放到该用户可以进入的目录（如 /opt 或 /srv），或设置 DATABASE_URL',
  },
  cannotEnter: {
    kind: 'unavailable',
    text: '数据库要以用户 {user} 运行，但该用户不能进入 {path}。请把 DATA_DIR 设在它可以进入的目录（如 /srv 或 /var/lib）',
  },
  noUser: {
    kind: 'unavailable',
    text: '当前是 root，系统不允许用户命名空间，也没有可用的普通用户（postgres 或 nobody）。请改用普通用户运行，或设置 DATABASE_URL',
  },
  notOwner: {
    kind: 'unavailable',
    text: '数据库目录 {path} 属于另一个用户，当前用户不能使用。请换用原来的用户运行，或换一个 DATA_DIR',
  },
  inUse: {
    kind: 'conflict',
    text: '数据库目录 {path} 正被另一个进程（编号 {pid}）使用。请先停止它，或换一个 DATA_DIR',
  },
  foreignFiles: {
    kind: 'conflict',
    text: '{path} 里已有文件，但不是数据库目录。请移走这些文件，或换一个 DATA_DIR',
  },
  wrongVersion: {
    kind: 'conflict',
    text: '数据库目录 {path} 由 PostgreSQL {found} 创建，本程序自带的是 {ours}，两者不能直接混用。请用原来的版本做一次逻辑备份，再恢复到新的 DATA_DIR',
  },
  createFailed: { kind: 'unavailable', text: '未能创建数据库目录 {path}：{reason}' },
  startFailed: { kind: 'unavailable', text: '内置数据库未能启动：{reason}' },
  startTooSlow: { kind: 'unavailable', text: '内置数据库在 {seconds} 秒内没有就绪，最后的记录是：{reason}' },
  cannotStop: { kind: 'unavailable', text: '上次遗留的数据库进程（{pids}）停不下来，请检查磁盘后手工结束它们' },
});
