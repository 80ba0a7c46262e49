import type { Endpoint, InputOf, OutputOf } from '../../kernel/endpoint.ts';
import type { FieldProblem } from '../../kernel/errors.ts';

/** A refusal by the server, in words for people, with the fields it concerns. */
export class CallError extends Error {
  readonly code: string;
  readonly status: number;
  /** Number to quote when asking for help. */
  readonly incident: string;
  readonly problems: readonly FieldProblem[];
  readonly detail: Readonly<Record<string, unknown>>;

  constructor(status: number, answer: Partial<{ title: string; code: string; incident: string; problems: FieldProblem[]; detail: Record<string, unknown> }>) {
    super(answer.title ?? '系统暂时出错，请稍后再试');
    this.name = 'CallError';
    this.status = status;
    this.code = answer.code ?? 'kernel.unexpected';
    this.incident = answer.incident ?? '';
    this.problems = answer.problems ?? [];
    this.detail = answer.detail ?? {};
  }
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  /** The same key twice makes the server do the work once. */
  readonly idempotencyKey?: string;
  /** Lets the request outlive the page that sent it, for the last save of a draft (64 KiB at most). */
  readonly keepalive?: boolean;
}

const patience = 60_000;

/**
 * Calls an endpoint of a contract; input and answer have the contract's types.
 *
 * @throws CallError for every refusal, and for a network that does not answer (`code` is `network`)
 */
export async function call<E extends Endpoint>(endpoint: E, input: InputOf<E>, options: CallOptions = {}): Promise<OutputOf<E>> {
  const { url, rest } = address(endpoint, input as Record<string, unknown>);
  const hasBody = endpoint.method === 'POST' || endpoint.method === 'PUT';
  const answer = await ask(url, {
    method: endpoint.method,
    ...(hasBody ? { body: JSON.stringify(rest) } : {}),
    headers: {
      accept: 'application/json',
      ...(hasBody ? { 'content-type': 'application/json' } : {}),
      ...(options.idempotencyKey ? { 'idempotency-key': options.idempotencyKey } : {}),
    },
    ...(options.keepalive ? { keepalive: true } : {}),
    signal: options.signal ? AbortSignal.any([options.signal, AbortSignal.timeout(patience)]) : AbortSignal.timeout(patience),
  });
  return (await answer.json()) as OutputOf<E>;
}

/** The address of a download endpoint, for a link or a viewer. */
export const downloadAddress = <E extends Endpoint>(endpoint: E, input: InputOf<E>): string => address(endpoint, input as Record<string, unknown>).url;

/** A file the server keeps until a record claims it. */
export interface UploadedFile {
  id: string;
  name: string;
  type: string;
  size: number;
  sm3: string;
}

/** Uploads one file, telling how far it is (0 to 1). */
export function upload(file: File, onProgress: (share: number) => void = () => undefined): Promise<UploadedFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', `/api/files?name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.addEventListener('progress', (event) => onProgress(event.lengthComputable ? event.loaded / event.total : 0));
    request.addEventListener('error', () => reject(new CallError(0, networkProblem)));
    request.addEventListener('load', () => {
      const answer = parse(request.responseText);
      if (request.status === 200) resolve(answer as unknown as UploadedFile);
      else reject(new CallError(request.status, answer));
    });
    request.send(file);
  });
}

const networkProblem = { title: '网络不通，请检查网络后重试。已填写的内容不会丢失', code: 'network' };

async function ask(url: string, init: RequestInit): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(url, { credentials: 'same-origin', ...init });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new CallError(0, networkProblem);
  }
  if (!answer.ok) throw new CallError(answer.status, parse(await answer.text()));
  return answer;
}

function parse(text: string): Record<string, never> {
  try {
    return JSON.parse(text) as Record<string, never>;
  } catch {
    return {};
  }
}

function address(endpoint: Endpoint, input: Record<string, unknown>): { url: string; rest: Record<string, unknown> } {
  const rest = { ...input };
  const path = endpoint.path.replaceAll(/:(\w+)/g, (_, name: string) => {
    const value = rest[name];
    delete rest[name];
    return encodeURIComponent(String(value));
  });
  if (endpoint.method === 'POST' || endpoint.method === 'PUT') return { url: `/api${path}`, rest };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(rest)) {
    for (const each of Array.isArray(value) ? value : [value]) if (each !== undefined && each !== '') query.append(name, String(each));
  }
  const text = query.toString();
  return { url: `/api${path}${text ? `?${text}` : ''}`, rest };
}
