import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Kit } from '../staff-kit/Kit.tsx';
import './staff.css';
import { SessionGate } from './SessionGate.tsx';

// After an update the old page's parts are gone from the server: load the new page, once.
window.addEventListener('vite:preloadError', () => {
  const last = Number(sessionStorage.getItem('yiwang.reloaded') ?? 0);
  if (Date.now() - last < 10_000) return;
  sessionStorage.setItem('yiwang.reloaded', String(Date.now()));
  location.reload();
});

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Kit>
      <SessionGate />
    </Kit>
  </StrictMode>,
);
