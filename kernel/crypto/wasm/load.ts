import { readFileSync } from 'node:fs';

/** Bytes at the bottom of a module's memory that hold its stack: the linker's `stack-size` in build.ts. */
const STACK_SIZE = 16_384;

/** What is used of the engine's WebAssembly; its types otherwise come with the browser's. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  /** Address of the area through which arguments and results pass. */
  area(): number;
}

/** A WebAssembly module's functions, a view of its exchange area, and `wipe`, which zeroes that and the stack. */
export interface Loaded<Functions> {
  readonly call: Functions;
  readonly area: Buffer;
  wipe(): void;
}

/**
 * Compiles and starts a module of this folder, synchronously; the memory of these modules never grows, so
 * the view stays valid. Every thread that imports the caller gets an instance of its own.
 */
export function load<Functions>(name: 'sm2' | 'ghash', areaSize: number): Loaded<Functions> {
  const module = new WebAssembly.Module(readFileSync(new URL(`${name}.wasm`, import.meta.url)));
  const exports = new WebAssembly.Instance(module).exports as Exports & Functions;
  const area = Buffer.from(exports.memory.buffer, exports.area(), areaSize);
  const stack = Buffer.from(exports.memory.buffer, 0, STACK_SIZE);
  return {
    call: exports,
    area,
    wipe: () => {
      area.fill(0);
      stack.fill(0);
    },
  };
}
