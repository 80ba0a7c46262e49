import type { Context } from '../../../kernel/context.ts';
import type { Signer } from '../../../kernel/crypto/index.ts';
import { definePort } from '../../../kernel/ports.ts';

/** Keeps the private keys of seals: a table of encrypted keys here; a hardware module or a seal server behind the same shape. */
export interface SealKeys {
  /** Makes a key pair and returns its reference. */
  create(ctx: Context): Promise<string>;
  /** Signs with a key. @throws Error for a key that does not exist or was destroyed */
  signer(ctx: Context, reference: string): Promise<Signer>;
  /** Makes a key unusable for ever. */
  destroy(ctx: Context, reference: string): Promise<void>;
}

export const sealKeys = definePort<SealKeys>('seal keys');

/** Whether a unit without a seal gets one at its first use, as in a demo, instead of by request and approval. */
export const sealsOnFirstUse = definePort<boolean>('seals on first use');
