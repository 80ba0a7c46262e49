import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { answerJson, isAllowed, readJson, type Simulator } from '../simulator.ts';

/** The national real-name check, knowing the invented residents and officers of the demo city and nobody else. */
export function identitySimulator(token: string): Simulator {
  const names = readNames();
  return {
    takes: (method, url) => method === 'POST' && url === '/identity/verify',
    answer: async (request, response) => {
      if (!isAllowed(request, token)) return answerJson(response, 401, { error: 'unauthorised' });
      const body = await readJson(request);
      if (!body) return answerJson(response, 400, { error: 'not understood' });
      return answerJson(response, 200, { match: names.get(String(body['number']).toUpperCase()) === body['name'] });
    },
  };
}

function readNames(): Map<string, string> {
  const pack = path.join(import.meta.dirname, '../../content/sanmenxia');
  const read = (file: string, list: string): { residentId: string; name: string }[] =>
    (parse(readFileSync(path.join(pack, file), 'utf8')) as Record<string, { residentId: string; name: string }[]>)[list] ?? [];
  return new Map([...read('persons.yaml', 'persons'), ...read('staff.yaml', 'staff')].map(({ residentId, name }) => [residentId, name]));
}
