import type { Route } from '../portal-kit/routes.ts';

/** Every page of the portal; each is fetched when it is first opened. */
export const routes: readonly Route[] = [
  { path: '/', load: () => import('./pages/Home.tsx') },
  { path: '/search', load: () => import('./pages/Search.tsx') },
  { path: '/items/:id', load: () => import('./pages/Guide.tsx') },
  { path: '/items/:id/start', load: () => import('./pages/Start.tsx') },
  { path: '/sign-in', load: () => import('./pages/SignIn.tsx') },
  { path: '/apply/:id/:step?/:page?', load: () => import('./apply/ApplyPage.tsx') },
  { path: '/my', load: () => import('./pages/My.tsx') },
  { path: '/my/cases', load: () => import('./pages/MyCases.tsx') },
  { path: '/my/cases/:id', load: () => import('./pages/MyCase.tsx') },
  { path: '/my/cases/:id/submitted', load: () => import('./pages/Submitted.tsx') },
  { path: '/my/cases/:id/supplement', load: () => import('./pages/Supplement.tsx') },
  { path: '/my/cases/:id/rating', load: () => import('./pages/Rating.tsx') },
  { path: '/my/drafts', load: () => import('./pages/MyDrafts.tsx') },
  { path: '/my/licences', load: () => import('./pages/MyLicences.tsx') },
  { path: '/my/reads', load: () => import('./pages/MyReads.tsx') },
  { path: '/my/notices', load: () => import('./pages/MyNotices.tsx') },
  { path: '/my/account', load: () => import('./pages/MyAccount.tsx') },
  { path: '/progress', load: () => import('./pages/ProgressQuery.tsx') },
  { path: '/verify/:identifier?', load: () => import('./pages/Verify.tsx') },
  { path: '/help', load: () => import('./pages/Help.tsx') },
  { path: '/kit', load: () => import('./kit/Showcase.tsx') },
];
