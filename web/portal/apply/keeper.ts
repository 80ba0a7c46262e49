import { intakeEndpoints, type Draft, type MaterialSlot, type Saved } from '../../../modules/public-service/intake/contract.ts';
import { call, CallError } from '../../browser/call.ts';

/** Keeps a draft on the server: one request at a time, each with the revision the one before has made. */
export interface DraftKeeper {
  /** `leaving` lets the request outlive the page. */
  save(answers: Record<string, unknown>, leaving: boolean): Promise<void>;
  /** Remembers the page the person is on; kept with the next save. */
  at(page: string | undefined): void;
  addMaterial(key: string, fileId: string): Promise<void>;
  takeLicence(key: string, licenceId: string): Promise<void>;
  /** @param reference - id of the file, or of the licence that stands for it */
  removeMaterial(key: string, reference: string): Promise<void>;
  submit(): Promise<{ caseId: string; number: string }>;
}

interface KeeperOptions {
  readonly onMaterials: (materials: readonly MaterialSlot[]) => void;
  /** The draft was changed elsewhere: what is on this page is no longer the latest. */
  readonly onConflict: () => void;
}

/** @throws CallError from each of its functions, as the server refuses */
export function keepDraft({ id, versionId, revision: first, page: last }: Draft, { onMaterials, onConflict }: KeeperOptions): DraftKeeper {
  let revision = first;
  let page = last ?? undefined;
  let before: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = before.then(work, work);
    before = mine.catch(() => undefined);
    return mine;
  };
  const take = (saved: Saved): void => {
    revision = saved.revision;
    onMaterials(saved.materials);
  };
  return {
    at: (shown) => {
      page = shown ?? page;
    },
    save: (answers, leaving) =>
      inTurn(async () => {
        try {
          take(await call(intakeEndpoints.saveDraft, { id, revision, versionId, answers, ...(page ? { page } : {}) }, { keepalive: leaving }));
        } catch (error) {
          if (error instanceof CallError && error.status === 409) onConflict();
          throw error;
        }
      }),
    addMaterial: (key, fileId) => inTurn(async () => take(await call(intakeEndpoints.addMaterial, { id, key, fileId }))),
    takeLicence: (key, licenceId) => inTurn(async () => take(await call(intakeEndpoints.useLicence, { id, key, licenceId }))),
    removeMaterial: (key, reference) => inTurn(async () => take(await call(intakeEndpoints.removeMaterial, { id, key, reference }))),
    submit: () => inTurn(async () => call(intakeEndpoints.submit, { id, revision, versionId, declared: true }, { idempotencyKey: `submit-${id}-${revision}` })),
  };
}
