import process from 'node:process';

/** Tells the person who started the platform. */
export const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Runs one phase of starting and tells its name, how long it took and what it has to say. */
export async function phase<T>(title: string, work: () => Promise<T>): Promise<T> {
  process.stdout.write(`  ${title} …… `);
  const started = performance.now();
  const result = await work();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  say(`完成（${typeof result === 'string' ? `${result}，` : ''}${seconds} 秒）`);
  return result;
}
