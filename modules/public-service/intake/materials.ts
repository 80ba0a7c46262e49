import type { Context } from '../../../kernel/context.ts';
import { licencesOf } from '../../records/licences/api.ts';
import type { Licence } from '../../records/licences/contract.ts';
import { subjectOfAccount } from '../../records/subjects/api.ts';
import { materialsFor, walletFacts } from '../service-items/api.ts';
import type { NeededMaterial, PublishedItem } from '../service-items/contract.ts';
import type { SubmitCase } from '../cases/contract.ts';
import type { MaterialSlot, UsableLicence } from './contract.ts';
import { materialsOf, type DraftRow, type MaterialRow } from './store.ts';

/** The licences an applicant may use: her own and, when she applies for an organisation, the organisation's; in force today. */
export async function walletOf(ctx: Context, row: Pick<DraftRow, 'account_id' | 'subject_id'>): Promise<Licence[]> {
  const person = await subjectOfAccount(ctx, row.account_id);
  const found: Licence[] = [];
  for (const id of new Set([row.subject_id, ...(person === null ? [] : [person])])) found.push(...(await licencesOf(ctx, id)));
  return found.filter((licence) => licence.standing === 'valid');
}

/** What is asked for, and what stands there already. */
export interface Place {
  readonly material: NeededMaterial;
  readonly slot: MaterialSlot;
}

/** The places of a draft's materials, by the answers so far, in the item's order. */
export async function placesOf(ctx: Context, row: DraftRow, item: PublishedItem, data: Readonly<Record<string, unknown>>): Promise<Place[]> {
  const [wallet, rows] = [await walletOf(ctx, row), await materialsOf(ctx, row.id)];
  const facts = { wallet: walletFacts(item, wallet.map((licence) => licence.typeKey)), verified: true };
  return materialsFor(item, data, facts).map((material) => ({ material, slot: slotOf(material, wallet, rows) }));
}

function slotOf(material: NeededMaterial, wallet: readonly Licence[], rows: readonly MaterialRow[]): MaterialSlot {
  const own = rows.filter((row) => row.key === material.key);
  const files = own.filter((row) => row.kind === 'file').map((row) => ({ id: row.reference, name: row.name, type: row.type, size: row.size }));
  const licences = wallet.filter((licence) => material.licenceTypes.includes(licence.typeKey)).map(toUsable);
  const asked = !material.generated && (material.need !== 'notNeeded' || material.waived);
  const chosen = licences.find(({ id }) => own.some((row) => row.reference === id)) ?? licences[0] ?? null;
  const licence = asked && files.length === 0 ? chosen : null;
  return {
    key: material.key,
    name: material.name,
    reason: material.why,
    state: licence ? 'fromWallet' : asked && files.length > 0 ? 'given' : material.need === 'notNeeded' ? 'notNeeded' : 'missing',
    optional: material.need !== 'required',
    accept: [...material.accept],
    maxSizeMb: material.maxSizeMb,
    maxItems: material.maxFiles,
    source: material.source,
    sample: material.sample,
    files: asked ? files : [],
    licence,
    licences,
  };
}

const toUsable = ({ id, typeName, number }: Licence): UsableLicence => ({ id, name: typeName, number });

/** Whether a place still waits for something. */
export const isMissing = ({ state, optional }: MaterialSlot): boolean => state === 'missing' && !optional;

type Submitted = SubmitCase['materials'][number];

/** The materials as the case keeps them, with why what is not there need not be; what the situation does not ask for is left out. */
export function submittedMaterials(places: readonly Place[]): Submitted[] {
  return places.flatMap(({ material, slot }): Submitted[] => {
    const { key, name } = slot;
    if (slot.licence) return [{ key, name, fileId: null, licenceId: slot.licence.id, source: 'wallet', note: null }];
    if (slot.state === 'given') return slot.files.map((file) => ({ key, name, fileId: file.id, licenceId: null, source: 'upload', note: null }));
    if (material.waived) return [{ key, name, fileId: null, licenceId: null, source: material.generated ? 'form' : 'waived', note: material.why }];
    return [];
  });
}
