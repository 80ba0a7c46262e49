import path from 'node:path';
import { readConfig } from '../kernel/config.ts';
import { connectionOf } from './kernel.ts';
import { loadCity, migrateAll } from './prepare.ts';

/** `npm run migrate`: brings structure and content up to date and ends; for installations whose processes are started one by one. */
const config = readConfig(process.env);
const connection = connectionOf(config, process.env);
await migrateAll(path.join(import.meta.dirname, '..'), connection);
await loadCity(config, connection);
