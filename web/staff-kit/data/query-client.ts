import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { CallError } from '../../browser/call.ts';
import { noteAnswer, noteFailure } from './connection.ts';

const tries = 2;

/** A refusal stays a refusal; only what may pass by itself is asked again. */
const mayPass = (error: unknown): boolean => error instanceof CallError && (error.code === 'network' || error.status === 503);

/** The store of answers: fresh for ten seconds, asked again when the window is looked at. */
export const newQueryClient = (): QueryClient =>
  new QueryClient({
    queryCache: new QueryCache({ onError: noteFailure, onSuccess: noteAnswer }),
    mutationCache: new MutationCache({ onError: noteFailure, onSuccess: noteAnswer }),
    defaultOptions: {
      queries: { staleTime: 10_000, networkMode: 'always', retry: (count, error) => count < tries && mayPass(error) },
      mutations: { networkMode: 'always', retry: false },
    },
  });
