/** Decision tables on the server: all of the contract, DMN files and the compiler. */
export * from './contract.ts';
export { analyseTable } from './analyse/analyse.ts';
export type { TableAnalysis, TableFinding } from './analyse/analyse.ts';
export { checkModel, compileModel } from './compile/model.ts';
export { readDmn } from './dmn/read.ts';
export { writeDmn } from './dmn/write.ts';
