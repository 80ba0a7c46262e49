import path from 'node:path';
import { buildWeb } from './build-web.ts';

/** `npm run build`: builds the pages, for an image that should start without doing so. */
await buildWeb(path.join(import.meta.dirname, '..'));
