import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { cityEndpoints, type City } from '../../modules/platform/settings/contract.ts';
import { signInEndpoints, type Session } from '../../modules/platform/sign-in/contract.ts';
import { call } from '../browser/call.ts';

/** What every page may know: whose site this is and who is visiting. */
export interface Visit {
  readonly city: City;
  /** Null until the server has told. */
  readonly session: Session | null;
  /** Asks again who is visiting, after signing in or out. */
  refresh(): Promise<void>;
}

/** Shown until the city's own words have arrived. */
const anyCity: City = { name: '', divisionCode: '', title: '政务服务网', phone: '12345', footer: [], demo: null };

const VisitContext = createContext<Visit>({ city: anyCity, session: null, refresh: async () => undefined });

/** Loads the city and the session once and keeps them for all pages. */
export function VisitProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [city, setCity] = useState(anyCity);
  const [session, setSession] = useState<Session | null>(null);
  const refresh = useCallback(async () => {
    await call(signInEndpoints.session, {}).then(setSession, () => undefined);
  }, []);
  useEffect(() => {
    void refresh();
    call(cityEndpoints.city, {}).then(setCity, () => undefined);
  }, [refresh]);
  useEffect(() => {
    document.title = document.title.replace(document.documentElement.dataset['site'] ?? anyCity.title, city.title);
    document.documentElement.dataset['site'] = city.title;
  }, [city]);
  const visit = useMemo(() => ({ city, session, refresh }), [city, session, refresh]);
  return <VisitContext.Provider value={visit}>{children}</VisitContext.Provider>;
}

/** Whose site this is and who is visiting. */
export const useVisit = (): Visit => useContext(VisitContext);

/** Whether a citizen is signed in; null while it is not known yet. */
export function useSignedIn(): boolean | null {
  const { session } = useVisit();
  return session && session.kind === 'person';
}
