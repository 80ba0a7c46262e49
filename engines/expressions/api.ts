/** FEEL on the server: all of the contract, and the compiler. */
export * from './contract.ts';
export { checkExpression, compileExpression } from './compiler/compile.ts';
export type { CompileOptions } from './compiler/compile.ts';
export type { Names, NameType } from './compiler/types.ts';
