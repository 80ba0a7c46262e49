import { defineErrors } from '../errors.ts';

export const portErrors = defineErrors('ports', {
  away: { kind: 'unavailable', text: '{system}暂时无法连接，请稍后再试' },
});

export interface JsonRequest {
  /** Name of the system for people, e.g. 短信平台. */
  readonly system: string;
  readonly url: string;
  readonly token: string;
  readonly method?: 'GET' | 'POST';
  readonly body?: unknown;
  /** Milliseconds; 5 s unless said. */
  readonly timeout?: number;
}

const maxBytes = 1_000_000;

/**
 * Asks a system outside for JSON, with a time limit and a size limit.
 *
 * @throws ports.away when it does not answer in time, answers with an error, or not with JSON
 */
export async function askJson(request: JsonRequest): Promise<unknown> {
  try {
    const answer = await fetch(request.url, {
      method: request.method ?? 'POST',
      signal: AbortSignal.timeout(request.timeout ?? 5000),
      redirect: 'error',
      headers: { authorization: `Bearer ${request.token}`, 'content-type': 'application/json' },
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    const text = await answer.text();
    if (text.length > maxBytes) throw new Error('answer too large');
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw portErrors.away({ system: request.system, cause: (cause as Error).message });
  }
}
