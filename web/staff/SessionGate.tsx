import { RouterProvider } from '@tanstack/react-router';
import { useMemo } from 'react';
import { signInEndpoints } from '../../modules/platform/sign-in/contract.ts';
import { useEndpoint } from '../staff-kit/data/useEndpoint.ts';
import { SessionProvider } from '../staff-kit/session.tsx';
import { Failure } from '../staff-kit/states/Failure.tsx';
import { Skeleton } from '../staff-kit/states/Skeleton.tsx';
import { ChangePassword } from './ChangePassword.tsx';
import { makeRouter } from './router.tsx';
import { SignIn } from './SignIn.tsx';

/** Whoever is not an officer with a password of her own stays before the door; everybody else gets the office. */
export function SessionGate() {
  const { data: session, error, refetch } = useEndpoint(signInEndpoints.session, {});
  const router = useMemo(() => makeRouter(), []);
  if (!session) return error ? <Failure error={error} retry={() => void refetch()} /> : <Skeleton />;
  if (session.kind !== 'staff') return <SignIn />;
  if (session.mustChangePassword) return <ChangePassword />;
  return (
    <SessionProvider session={session}>
      <RouterProvider router={router} />
    </SessionProvider>
  );
}
