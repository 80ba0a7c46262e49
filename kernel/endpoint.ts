import type { Static, TObject, TSchema } from 'typebox';
import type { Context } from './context.ts';

/**
 * Who may call: `public` is everybody, `signedIn` any session, `citizen` a citizen's session, `staff` any officer;
 * anything else is a permission named in a module's manifest.
 */
export type Access = 'public' | 'signedIn' | 'citizen' | 'staff' | `${string}.${string}`;

export interface Endpoint<Input extends TObject = TObject, Output extends TSchema = TSchema> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path below `/api`; `:name` segments are taken from the input's properties of that name. */
  readonly path: `/${string}`;
  readonly access: Access;
  /** What it does, in Chinese, for the API document. */
  readonly summary: string;
  /** Path parameters, then query (GET, DELETE) or JSON body (POST, PUT), as one object. */
  readonly input: Input;
  readonly output: Output;
  /** Largest body in bytes; 256 KiB unless said. */
  readonly bodyLimit?: number;
  /** Calls allowed per minute from one network address, where tighter than the general limit. */
  readonly perMinute?: number;
}

/** An endpoint that answers with a file instead of JSON. */
export interface Download {
  readonly name: string;
  readonly type: string;
  readonly content: Uint8Array | AsyncIterable<Uint8Array>;
  /** Shown in the browser rather than saved. */
  readonly inline?: boolean;
}

/** Declares one operation of a module; the same object drives route, validation, API document and browser call. */
export const endpoint = <Input extends TObject, Output extends TSchema>(
  definition: Endpoint<Input, Output>,
): Endpoint<Input, Output> => definition;

export type InputOf<E> = E extends Endpoint<infer I, TSchema> ? Static<I> : never;
export type OutputOf<E> = E extends Endpoint<TObject, infer O> ? Static<O> : never;

// The handlers' parameter types are checked one by one in `implement`; a table of them can only be typed loosely.
export type Handler = (ctx: Context, input: never) => Promise<unknown>;

export interface Routes {
  readonly endpoints: Readonly<Record<string, Endpoint>>;
  readonly handlers: Readonly<Record<string, Handler>>;
}

/** Joins a module's endpoints with the functions that serve them, one line each; both sides must agree in type. */
export const implement = <Es extends Record<string, Endpoint<never, TSchema> | Endpoint>>(
  endpoints: Es,
  handlers: { [K in keyof Es]: (ctx: Context, input: InputOf<Es[K]>) => Promise<OutputOf<Es[K]>> },
): Routes => ({ endpoints: endpoints as unknown as Routes['endpoints'], handlers: handlers as unknown as Routes['handlers'] });
