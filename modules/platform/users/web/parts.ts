import type { ComponentType } from 'react';
import type { User } from '../contract.ts';

/** What another module has to say about an officer, shown on the page of her account. */
export interface UserPart {
  /** Lower orders come first. */
  readonly order: number;
  /** A section of the page; draws nothing for a viewer who may not see it. */
  readonly Part: ComponentType<{ user: User }>;
}

// Roles and sign-in stand on users, so users cannot import them: they leave `userPart` in `web/user-part.tsx`.
const found = import.meta.glob<{ userPart: UserPart }>('../../../*/*/web/user-part.tsx', { eager: true });

/** The parts of all modules, in order. */
export const userParts: readonly (UserPart & { file: string })[] = Object.entries(found)
  .map(([file, { userPart }]) => ({ file, ...userPart }))
  .toSorted((a, b) => a.order - b.order);
