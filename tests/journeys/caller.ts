import type { Endpoint, InputOf, OutputOf } from '../../kernel/endpoint.ts';
import { signInEndpoints } from '../../modules/platform/sign-in/contract.ts';
import type { City } from './city.ts';

/** What an endpoint refused, for tests that expect it. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, answer: { code?: string; title?: string; problems?: unknown }) {
    super(`${status} ${answer.code}: ${answer.title} ${JSON.stringify(answer.problems ?? '')}`);
    this.status = status;
    this.code = answer.code ?? '';
  }
}

/** Somebody who talks to the platform over HTTP with a session of her own. */
export class Caller {
  readonly #city: City;
  readonly #cookies = new Map<string, string>();

  constructor(city: City) {
    this.#city = city;
  }

  /** Signs in as an officer of the demo. */
  static async officer(city: City, username: string): Promise<Caller> {
    const caller = new Caller(city);
    const result = await caller.call(signInEndpoints.staffSignIn, { username, password: 'Yiwang-Demo-2026' });
    if (!result.signedIn) throw new Error(result.message);
    return caller;
  }

  /** Signs in as a citizen by text message, and confirms her name where it is given. */
  static async citizen(city: City, phone: string, person?: { name: string; residentId: string }): Promise<Caller> {
    const caller = new Caller(city);
    await caller.call(signInEndpoints.sendCode, { phone });
    await caller.call(signInEndpoints.citizenSignIn, { phone, code: await city.lastCode(phone) });
    if (person) await caller.call(signInEndpoints.verifyIdentity, person);
    return caller;
  }

  async call<E extends Endpoint>(endpoint: E, input: InputOf<E>): Promise<OutputOf<E>> {
    const rest: Record<string, unknown> = { ...(input as Record<string, unknown>) };
    const place = endpoint.path.replaceAll(/:(\w+)/g, (_, name: string) => {
      const value = rest[name];
      delete rest[name];
      return encodeURIComponent(String(value));
    });
    const hasBody = endpoint.method === 'POST' || endpoint.method === 'PUT';
    const query = hasBody ? '' : `?${new URLSearchParams(Object.entries(rest).map(([key, value]) => [key, String(value)])).toString()}`;
    const answer = await this.#fetch(`${place}${query}`, endpoint.method, hasBody ? JSON.stringify(rest) : undefined, 'application/json');
    return (await answer.json()) as OutputOf<E>;
  }

  /** The bytes of a download endpoint. */
  async download<E extends Endpoint>(endpoint: E, input: InputOf<E>): Promise<Buffer> {
    const place = endpoint.path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(String((input as Record<string, unknown>)[name])));
    return Buffer.from(await (await this.#fetch(place, 'GET', undefined, 'application/json')).arrayBuffer());
  }

  /** Uploads a file and returns its description. */
  async upload(content: Uint8Array, name: string): Promise<{ id: string; name: string; size: number; type: string }> {
    const answer = await this.#fetch(`/files?name=${encodeURIComponent(name)}`, 'PUT', content as Uint8Array<ArrayBuffer>, 'application/octet-stream');
    return (await answer.json()) as { id: string; name: string; size: number; type: string };
  }

  async #fetch(place: string, method: string, body: string | Uint8Array<ArrayBuffer> | undefined, type: string): Promise<Response> {
    const answer = await fetch(`${this.#city.url}/api${place}`, {
      method,
      headers: { cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '), ...(body === undefined ? {} : { 'content-type': type }) },
      ...(body === undefined ? {} : { body }),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [name, value] = (cookie.split(';')[0] ?? '').split('=');
      if (name) this.#cookies.set(name, value ?? '');
    }
    if (!answer.ok) throw new Refusal(answer.status, (await answer.json()) as { code?: string; title?: string });
    return answer;
  }
}
