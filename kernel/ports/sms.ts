import { definePort } from '../ports.ts';
import { askJson } from './http-json.ts';

/** What became of a text message. */
export type SmsState = 'accepted' | 'delivered' | 'failed';

/** The gateway that sends text messages. */
export interface Sms {
  /** Hands a message over; `reference` is ours and appears in the gateway's own records. @throws ports.away */
  send(message: { phone: string; text: string; reference: string }): Promise<{ messageId: string }>;
  /** Asks what became of a message. @throws ports.away */
  stateOf(messageId: string): Promise<SmsState>;
}

export const smsPort = definePort<Sms>('sms');

/** Talks to a gateway over HTTP: `POST /messages`, `GET /messages/:id`, bearer token, JSON. */
export function httpSms({ url, token }: { url: string; token: string }): Sms {
  const system = '短信平台';
  return {
    send: async (message) => {
      const answer = (await askJson({ system, url: `${url}/messages`, token, body: message })) as { id?: unknown };
      return { messageId: String(answer.id) };
    },
    stateOf: async (messageId) => {
      const answer = (await askJson({ system, url: `${url}/messages/${encodeURIComponent(messageId)}`, token, method: 'GET' })) as { state?: unknown };
      return answer.state === 'delivered' || answer.state === 'failed' ? answer.state : 'accepted';
    },
  };
}
