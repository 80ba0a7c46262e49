import type { ContentProblem } from '../../../../kernel/module.ts';
import { compileExpression, ExpressionError, type CompiledExpression, type Names } from '../../../../engines/expressions/api.ts';
import { fieldNames, type CompiledForm } from '../../../../engines/forms/api.ts';
import type { CompiledMaterial } from '../contract.ts';
import type { MaterialsFile } from './item-file.ts';

const usualAccept = ['pdf', 'jpg', 'png'];
const usualSizeMb = 10;
const usualFiles = 5;

/** Compiles the materials of an item; each condition must have its words. */
export function compileMaterials({ materials }: MaterialsFile, form: CompiledForm, path: string, problems: ContentProblem[]): CompiledMaterial[] {
  const names: Names = { ...fieldNames(form), verified: 'boolean', wallet: { context: Object.fromEntries(materials.map(({ key }) => [key, 'boolean' as const])) } };
  const seen = new Set<string>();
  return materials.map((material) => {
    const wrong = (message: string, hint?: string): void => {
      problems.push({ path, message: `材料“${material.name}”：${message}`, ...(hint ? { hint } : {}) });
    };
    if (seen.has(material.key)) wrong(`key ${material.key} 重复`);
    seen.add(material.key);
    if ((material.requiredWhen === undefined) !== (material.when === undefined)) wrong('requiredWhen 和 when 应同时写', 'when 用一句话说明什么情形需要');
    if ((material.waivedWhen === undefined) !== (material.waived === undefined)) wrong('waivedWhen 和 waived 应同时写', 'waived 用一句话说明为什么免交');
    if (material.licenceTypes && !material.waivedWhen?.includes(`wallet.${material.key}`)) wrong(`写了 licenceTypes，waivedWhen 应用到 wallet.${material.key}`);
    const compile = (property: string, source: string | undefined): CompiledExpression | null => (source === undefined ? null : compileCondition(source, names, (fault) => wrong(`${property} 有误：${fault}`)));
    return {
      key: material.key,
      name: material.name,
      why: material.why,
      generated: material.generated ?? false,
      optional: material.optional ?? false,
      requiredWhen: compile('requiredWhen', material.requiredWhen),
      when: material.when ?? null,
      waivedWhen: compile('waivedWhen', material.waivedWhen),
      waived: material.waived ?? null,
      licenceTypes: material.licenceTypes ?? [],
      accept: material.accept ?? usualAccept,
      maxSizeMb: material.maxSizeMb ?? usualSizeMb,
      maxFiles: material.maxFiles ?? usualFiles,
      source: material.source,
      sample: material.sample ?? null,
      basis: material.basis,
    };
  });
}

function compileCondition(source: string, names: Names, wrong: (fault: string) => void): CompiledExpression | null {
  try {
    return compileExpression(source, { names });
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    for (const problem of error.problems.length > 0 ? error.problems : [error]) wrong(problem.message);
    return null;
  }
}
