// A reporter for node:test: one line of JSON for every test that ended. See https://nodejs.org/api/test.html#custom-reporters
import path from 'node:path';

/**
 * Yields `{ file, name, result, ms, kind, error? }`; `name` is the path of names from the outermost suite, joined by ` › `.
 *
 * Tests are announced and reported in the order of their definition, so a list of the open names suffices.
 */
export default async function* reportLines(events) {
  const open = [];
  for await (const { type, data } of events) {
    if (type === 'test:start') {
      open.length = data.nesting;
      open.push(data.name);
    } else if (type === 'test:pass' || type === 'test:fail') {
      yield `${JSON.stringify(toLine([...open.slice(0, data.nesting), data.name], type, data))}\n`;
    }
  }
}

function toLine(names, type, data) {
  const skipped = (data.skip ?? data.todo) !== undefined;
  const cause = data.details?.error?.cause ?? data.details?.error;
  return {
    file: data.file ? path.relative(process.cwd(), data.file) : '',
    name: names.join(' › '),
    result: skipped ? 'skip' : type === 'test:pass' ? 'pass' : 'fail',
    ms: Math.round(data.details?.duration_ms ?? 0),
    kind: data.details?.type === 'suite' ? 'suite' : 'test',
    ...(type === 'test:fail' && !skipped ? { error: String(cause?.message ?? cause ?? '').slice(0, 2000) } : {}),
  };
}
