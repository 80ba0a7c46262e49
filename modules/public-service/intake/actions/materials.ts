import type { Context } from '../../../../kernel/context.ts';
import type { InputOf } from '../../../../kernel/endpoint.ts';
import { claimFiles, fileErrors, findFile } from '../../../../kernel/files/store.ts';
import type { CompiledMaterial } from '../../service-items/contract.ts';
import { requireOwnForChange } from '../access.ts';
import { intakeErrors, type intakeEndpoints, type Saved } from '../contract.ts';
import { ownerOf } from '../files.ts';
import { dataSoFar, readFilled, type Filled } from '../filled.ts';
import { placesOf, walletOf } from '../materials.ts';
import { isAccepted } from '../rules.ts';
import { addMaterialRow, deleteMaterialRows, materialsOf, releaseFiles, type DraftRow, type MaterialRow } from '../store.ts';
import { touch } from './save.ts';

type Inputs = typeof intakeEndpoints;

interface At {
  readonly row: DraftRow;
  readonly filled: Filled;
  readonly material: CompiledMaterial;
  /** What stands in the place already. */
  readonly there: readonly MaterialRow[];
}

/** Puts an uploaded file into a material's place; a licence that stood there makes room. @throws intake.noMaterial, generated, tooManyFiles, wrongFile, fileTooLarge; files.notFound */
export async function addMaterial(ctx: Context, { id, key, fileId }: InputOf<Inputs['addMaterial']>): Promise<Saved> {
  const at = await requirePlace(ctx, id, key);
  const { material, there } = at;
  const file = await findFile(ctx, fileId);
  if (!file) throw fileErrors.notFound();
  const files = there.filter((row) => row.kind === 'file');
  if (files.some((row) => row.reference === fileId)) return saved(ctx, at);
  if (files.length >= material.maxFiles) throw intakeErrors.tooManyFiles({ material: material.name, count: material.maxFiles });
  if (!isAccepted(file.type, material.accept)) throw intakeErrors.wrongFile({ material: material.name, accept: material.accept.join('、').toUpperCase() });
  if (file.size > material.maxSizeMb * 1024 * 1024) throw intakeErrors.fileTooLarge({ material: material.name, mb: material.maxSizeMb });
  await claimFiles(ctx, [fileId], ownerOf(id));
  await deleteMaterialRows(ctx, id, key, there.filter((row) => row.kind === 'licence').map((row) => row.reference));
  await addMaterialRow(ctx, { draft_id: id, key, reference: fileId, kind: 'file', name: file.name, type: file.type, size: file.size, added_at: ctx.now() });
  ctx.audit('intake.addMaterial', id, { key, fileId });
  return saved(ctx, at);
}

/** Lets a licence of the applicant's wallet stand for a material, in place of what was there. @throws intake.noMaterial, generated, noLicence */
export async function useLicence(ctx: Context, { id, key, licenceId }: InputOf<Inputs['useLicence']>): Promise<Saved> {
  const at = await requirePlace(ctx, id, key);
  const licence = (await walletOf(ctx, at.row)).find((each) => each.id === licenceId && at.material.licenceTypes.includes(each.typeKey));
  if (!licence) throw intakeErrors.noLicence({ material: at.material.name });
  await removeRows(ctx, id, key, at.there);
  await addMaterialRow(ctx, { draft_id: id, key, reference: licenceId, kind: 'licence', name: licence.typeName, type: licence.number, size: 0, added_at: ctx.now() });
  ctx.audit('intake.useLicence', id, { key, licenceId, about: licence.subjectId, basis: '本人选用' });
  return saved(ctx, at);
}

/** Takes one file or licence out of a material's place; what is not there is gone already. @throws intake.noMaterial, generated */
export async function removeMaterial(ctx: Context, { id, key, reference }: InputOf<Inputs['removeMaterial']>): Promise<Saved> {
  const at = await requirePlace(ctx, id, key);
  await removeRows(ctx, id, key, at.there.filter((row) => row.reference === reference));
  ctx.audit('intake.removeMaterial', id, { key, reference });
  return saved(ctx, at);
}

async function requirePlace(ctx: Context, id: string, key: string): Promise<At> {
  const row = await requireOwnForChange(ctx, id);
  const filled = await readFilled(ctx, row);
  const material = filled.item.materials.find((each) => each.key === key);
  if (!material) throw intakeErrors.noMaterial();
  if (material.generated) throw intakeErrors.generated({ material: material.name });
  return { row, filled, material, there: (await materialsOf(ctx, id)).filter((each) => each.key === key) };
}

/** A file may serve two materials; it is let go of with the last. */
async function removeRows(ctx: Context, id: string, key: string, rows: readonly MaterialRow[]): Promise<void> {
  await deleteMaterialRows(ctx, id, key, rows.map((row) => row.reference));
  const kept = new Set((await materialsOf(ctx, id)).map((row) => row.reference));
  const gone = rows.filter((row) => row.kind === 'file' && !kept.has(row.reference)).map((row) => row.reference);
  await releaseFiles(ctx, ownerOf(id), gone);
}

async function saved(ctx: Context, { row, filled }: At): Promise<Saved> {
  const revision = await touch(ctx, row, {});
  return { revision, savedAt: ctx.now().toISOString(), materials: (await placesOf(ctx, row, filled.item, dataSoFar(ctx, filled))).map(({ slot }) => slot) };
}
