import { randomUUID } from 'node:crypto';
import { answerJson, answerNotFound, answerPage, escapeHtml, isAllowed, readJson, type Simulator } from '../simulator.ts';

interface Message {
  readonly id: string;
  readonly phone: string;
  readonly text: string;
  readonly reference: string;
  readonly at: Date;
}

const keepAtMost = 500;

/**
 * A text message gateway that delivers to a page.
 *
 * Numbers ending in 0000 cannot be delivered to, so that failures can be tried; every other message is delivered at once.
 */
export function smsSimulator(token: string): Simulator {
  const messages: Message[] = [];
  return {
    takes: (_method, url) => url.startsWith('/messages') || url === '/',
    answer: async (request, response) => {
      if (request.method === 'GET' && (request.url === '/' || request.url?.startsWith('/messages?'))) return answerPage(response, '短信模拟器', list(messages));
      if (!isAllowed(request, token)) return answerJson(response, 401, { error: 'unauthorised' });
      if (request.method === 'POST' && request.url === '/messages') {
        const body = await readJson(request);
        if (!body || !/^1[3-9]\d{9}$/.test(String(body['phone'])) || typeof body['text'] !== 'string' || body['text'].length > 500) {
          return answerJson(response, 400, { error: 'phone or text not understood' });
        }
        const message = { id: randomUUID(), phone: String(body['phone']), text: body['text'], reference: String(body['reference'] ?? ''), at: new Date() };
        messages.unshift(message);
        messages.length = Math.min(messages.length, keepAtMost);
        return answerJson(response, 202, { id: message.id });
      }
      const found = messages.find((message) => request.url === `/messages/${message.id}`);
      if (!found) return answerNotFound(response);
      return answerJson(response, 200, { id: found.id, state: found.phone.endsWith('0000') ? 'failed' : 'delivered' });
    },
  };
}

const list = (messages: readonly Message[]): string =>
  messages.length === 0
    ? '<p>还没有短信。刷新本页查看新短信。</p>'
    : `<table><tr><th>时间</th><th>手机号</th><th>内容</th></tr>${messages
        .map((message) => `<tr><td>${message.at.toLocaleTimeString('zh-CN', { timeZone: 'Asia/Shanghai' })}</td><td>${escapeHtml(message.phone)}</td><td>${escapeHtml(message.text)}</td></tr>`)
        .join('')}</table>`;
