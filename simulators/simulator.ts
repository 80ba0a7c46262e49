import type { IncomingMessage, ServerResponse } from 'node:http';

/** One simulated system: which requests are its own, and what it answers. */
export interface Simulator {
  takes(method: string, url: string): boolean;
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

const maxBytes = 100_000;

/** Reads a JSON body; null when it is too large or not JSON. */
export async function readJson(request: IncomingMessage): Promise<Record<string, unknown> | null> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > maxBytes) return null;
  }
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return null;
  }
}

export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}

/** A page that says plainly that it is a stand-in. */
export function answerPage(response: ServerResponse, title: string, body: string): void {
  response
    .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'" })
    .end(`<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<style>body{font:16px/1.6 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;width:100%}td,th{border:1px solid #999;padding:.4rem .6rem;text-align:left}.mark{background:#7a4b00;color:#fff;padding:.2rem .6rem}</style>
<p class="mark">模拟器：仅供演示，不连接任何外部系统</p><h1>${title}</h1>${body}</html>`);
}

export const answerNotFound = (response: ServerResponse): void => answerJson(response, 404, { error: 'not found' });

/** Whether the caller shows the agreed token. */
export const isAllowed = (request: IncomingMessage, token: string): boolean => request.headers.authorization === `Bearer ${token}`;

/** Text made safe for a page. */
export const escapeHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
