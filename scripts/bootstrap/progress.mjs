// Plain JavaScript that runs on Node 20 without dependencies: it is used before anything is installed.

/**
 * Prints numbered steps with their duration: `[1/6] 安装依赖 …… 完成（12 秒）`.
 *
 * On a terminal a step's notes replace each other; in a log each long step speaks up every ten seconds.
 *
 * @param {number} total number of steps of the whole start
 * @param {number} done steps another process has already printed
 * @param {{ write(text: string): unknown, isTTY?: boolean }} out
 */
export function createProgress(total, done = 0, out = process.stdout) {
  let number = done;
  return {
    async step(title, work) {
      number += 1;
      const head = `[${number}/${total}] ${title} …… `;
      const begun = Date.now();
      let toldAt = begun;
      out.write(head);
      const tell = (note) => {
        if (out.isTTY) out.write(`\r\u001B[K${head}${note}（${seconds(begun)} 秒）`);
        else if (Date.now() - toldAt >= 10_000) {
          toldAt = Date.now();
          out.write(`\n      ${note}（${seconds(begun)} 秒）`);
        }
      };
      const again = () => (out.isTTY ? `\r\u001B[K${head}` : toldAt > begun ? `\n      ` : '');
      try {
        const result = await work(tell);
        const word = typeof result === 'string' ? result : '完成';
        out.write(`${again()}${word}（${seconds(begun)} 秒）\n`);
        return result;
      } catch (cause) {
        out.write(`${again()}未完成（${seconds(begun)} 秒）\n`);
        throw cause;
      }
    },
  };
}

const seconds = (begun) => {
  const passed = (Date.now() - begun) / 1000;
  return passed < 10 ? passed.toFixed(1) : String(Math.round(passed));
};
