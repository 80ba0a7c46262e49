import type { KeyRing } from './crypto/keys.ts';
import { definePort } from './ports.ts';

/** The working keys of this installation; a key file now, an HSM where there is one. Plugged in at start. */
export const keyRing = definePort<KeyRing>('key ring');
