import { sql } from 'kysely';
import { openTables, type Context } from '../context.ts';
import { removeUnowned } from '../files/store.ts';
import type { JobDefinition } from '../module.ts';

const day = 24 * 3600 * 1000;

/** What the kernel does by itself. */
export const kernelJobs: Readonly<Record<string, JobDefinition>> = {
  makePartitions: { title: '建立下月的审计与事件分区', every: '20 0 * * *', run: makePartitions },
  forgetOld: { title: '清理过期的幂等答复与完成标记', every: '40 2 * * *', run: forgetOld },
  removeUnownedFiles: { title: '清理无归属的上传文件', every: '10 3 * * *', run: removeUnowned },
};

const open = openTables<unknown>();

/** Makes sure this month and the next have their own partitions of the tables that grow for ever. */
export async function makePartitions(ctx: Context): Promise<void> {
  await sql`select make_month_partitions(${ctx.now()}::timestamptz)`.execute(open(ctx));
}

/** Idempotent answers are kept a day, marks of finished work thirty. */
async function forgetOld(ctx: Context): Promise<void> {
  const now = ctx.now().getTime();
  await sql`delete from idempotent_answer where at < ${new Date(now - day)}`.execute(open(ctx));
  await sql`delete from work_done where at < ${new Date(now - 30 * day)}`.execute(open(ctx));
}
