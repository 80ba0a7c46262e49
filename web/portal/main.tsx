import { createRoot } from 'react-dom/client';
import '../portal-kit/style/kit.css';
import './style/portal.css';
import { restoreModes } from '../portal-kit/modes.ts';
import { takeOverLinks } from '../portal-kit/router.ts';
import { App } from './App.tsx';

restoreModes();
takeOverLinks();
createRoot(document.getElementById('root')!).render(<App />);
