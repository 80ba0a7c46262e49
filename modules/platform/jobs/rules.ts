const two = (text: string): string => text.padStart(2, '0');

/** A crontab of the kinds that jobs use, in words: `20 4 * * *` is 每天 04:20. Others are shown as they are. */
export function scheduleInWords(crontab: string): string {
  const [minute = '', hour = '', ...days] = crontab.split(' ');
  if (days.join(' ') !== '* * *') return crontab;
  const step = /^\*\/(\d+)$/.exec(minute)?.[1];
  if (hour === '*' && minute === '*') return '每分钟';
  if (hour === '*' && step) return `每 ${step} 分钟`;
  if (hour === '*' && /^\d+$/.test(minute)) return `每小时第 ${Number(minute)} 分`;
  return /^\d+$/.test(hour) && /^\d+$/.test(minute) ? `每天 ${two(hour)}:${two(minute)}` : crontab;
}

/** The first line of an error, without the name of its class. */
export const problemOf = (error: string): string => (error.split('\n')[0] ?? '').replace(/^\w*Error: /, '').slice(0, 300) || '没有说明';
