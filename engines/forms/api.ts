export * from './contract.ts';
export { checkForm, compileForm, type CompileFormOptions } from './compile/compile.ts';
export { FormDefinitionError, type DefinitionProblem } from './compile/report.ts';
export { toJsonSchema } from './json-schema.ts';
export { fieldNames } from './names.ts';
