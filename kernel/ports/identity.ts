import { definePort } from '../ports.ts';
import { askJson } from './http-json.ts';

/** The national real-name check: whether a name and a number belong to one person. It tells nothing else. */
export interface Identity {
  /** @throws ports.away */
  matches(person: { name: string; number: string }): Promise<boolean>;
}

export const identityPort = definePort<Identity>('identity');

/** Talks to the check over HTTP: `POST /identity/verify`, bearer token, JSON. */
export function httpIdentity({ url, token }: { url: string; token: string }): Identity {
  return {
    matches: async (person) => {
      const answer = (await askJson({ system: '实名核验', url: `${url}/identity/verify`, token, body: person })) as { match?: unknown };
      return answer.match === true;
    },
  };
}
