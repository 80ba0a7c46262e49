import { RolesHeld } from './RolesHeld.tsx';

/** The roles of an officer, on the page of her account (see `users/web/parts.ts`). */
export const userPart = { order: 10, Part: RolesHeld };
