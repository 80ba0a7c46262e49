import path from 'node:path';
import { buildWeb } from './build-web.ts';
import { phase } from './progress.ts';

/** `npm run build`: builds the pages, for an image that should start without doing so. */
await phase('构建网页', () => buildWeb(path.join(import.meta.dirname, '..')));
