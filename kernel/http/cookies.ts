import type { Context, Origin } from '../context.ts';

/** Holds the session token. */
export const sessionCookie = 'yiwang_session';
/** Holds the token by which a device is known again. */
export const deviceCookie = 'yiwang_device';

export interface Cookie {
  readonly name: typeof sessionCookie | typeof deviceCookie;
  readonly value: string;
  /** Seconds; null ends with the browser, 0 removes it. */
  readonly maxAge: number | null;
}

const gathered = new WeakMap<Origin, Cookie[]>();

/** Gives the caller a cookie with the answer to this request; unreadable to scripts, for our own site only. */
export function setCookie(ctx: Pick<Context, 'origin'>, cookie: Cookie): void {
  gathered.set(ctx.origin, [...(gathered.get(ctx.origin) ?? []), cookie]);
}

/** The cookies a request has been given. */
export const cookiesOf = (origin: Origin): readonly Cookie[] => gathered.get(origin) ?? [];
