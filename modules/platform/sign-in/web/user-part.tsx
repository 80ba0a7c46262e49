import { SignInOfUser } from './SignInOfUser.tsx';

/** How an officer signs in, on the page of her account (see `users/web/parts.ts`). */
export const userPart = { order: 20, Part: SignInOfUser };
