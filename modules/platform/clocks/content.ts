import { parse } from 'yaml';
import { enqueue } from '../../../kernel/jobs/enqueue.ts';
import type { ContentFile, ContentReader } from '../../../kernel/module.ts';
import { compileCalendar } from '../../../engines/clocks/contract.ts';
import { forgetCalendar } from './calendars.ts';
import { saveCalendar } from './store.ts';

/** The working calendar, from `calendars/national.yaml`; when it changes, every open clock is computed anew. */
export const clockContent: ContentReader = {
  files: /^calendars\/national\.yaml$/,
  check: async (files) => files.flatMap(check),
  load: async (ctx, files) => {
    for (const file of files) {
      if (!(await saveCalendar(ctx, 'national', parse(file.text)))) continue;
      forgetCalendar();
      await enqueue(ctx, 'clocks.recompute', {}, { replaces: 'clocks-recompute' });
    }
  },
};

function check(file: ContentFile): { path: string; message: string }[] {
  const compiled = compileCalendar(parse(file.text) as unknown);
  return compiled.ok ? [] : compiled.problems.map((message) => ({ path: file.path, message }));
}
