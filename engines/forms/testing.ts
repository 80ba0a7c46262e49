import { readFileSync } from 'node:fs';
import { compileForm } from './compile/compile.ts';
import type { CodeTables } from './codes.ts';
import type { CompiledForm, FieldOf, FormDefinition } from './definition.ts';
import { openForm, validateForm, type Validated } from './form.ts';
import type { FormGiven, FormState } from './state.ts';

/** The moment at which tests fill their forms: 1 September 2026, 10:00 in China. */
export const testNow = new Date('2026-09-01T02:00:00Z');

/** A definition with one page and one section holding the given fields. */
export const aDefinition = (fields: readonly FieldOf<string>[], more: Partial<FormDefinition> = {}): FormDefinition => ({
  id: 'test-form',
  version: 1,
  title: '测试表',
  pages: [{ key: 'page', title: '第一页', sections: [{ key: 'section', title: '第一节', fields }] }],
  ...more,
});

/** The same, compiled. */
export const aForm = (fields: readonly FieldOf<string>[], more: Partial<FormDefinition> = {}): CompiledForm => compileForm(aDefinition(fields, more));

/** Opens a form at the test's moment. */
export const opened = (form: CompiledForm, given: Partial<FormGiven> = {}): FormState => openForm(form, { now: testNow, ...given });

/** Has the server check answers at the test's moment. */
export const validated = (form: CompiledForm, answers: Record<string, unknown>, given: Partial<FormGiven> = {}): Validated =>
  validateForm(form, { now: testNow, answers, ...given });

/** The messages of a validation, each with its path. */
export const messages = ({ problems }: Pick<Validated, 'problems'>): string[] => problems.map((problem) => `${problem.path}: ${problem.message}`);

/** The realistic form of the tests, as its YAML text. */
export const foodLicenceText = (): string => readFileSync(new URL('fixtures/food-business-licence.yaml', import.meta.url), 'utf8');

/** Code tables the realistic form needs. */
export const foodLicenceCodes: CodeTables = {
  divisions: [
    {
      value: '411202',
      label: '湖滨区',
      children: [
        { value: '411202001', label: '湖滨街道' },
        { value: '411202002', label: '前进街道' },
        { value: '411202099', label: '已撤街道', disabled: true },
      ],
    },
    { value: '411271', label: '示范区' },
  ],
  checkers: [
    { value: 'u1', label: '核查员甲' },
    { value: 'u2', label: '核查员乙' },
    { value: 'u3', label: '核查员丙', disabled: true },
  ],
};
