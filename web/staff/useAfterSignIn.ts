import { useQueryClient } from '@tanstack/react-query';
import { signInEndpoints, type Session } from '../../modules/platform/sign-in/contract.ts';
import { noteSignIn } from '../staff-kit/data/connection.ts';
import { endpointQuery } from '../staff-kit/data/useEndpoint.ts';

/** Takes the new session over and asks again what could not be answered without it. */
export function useAfterSignIn(): (session: Session) => void {
  const queries = useQueryClient();
  return (session) => {
    noteSignIn();
    queries.setQueryData(endpointQuery(signInEndpoints.session, {}).queryKey, session);
    void queries.invalidateQueries({ predicate: ({ state }) => state.status === 'error' });
  };
}
