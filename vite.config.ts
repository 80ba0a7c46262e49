import path from 'node:path';
import { defineConfig } from 'vite';

const root = import.meta.dirname;
const at = (place: string): string => path.join(root, place);

/**
 * Two builds from one source: the portal on Preact, small enough for a slow phone; the office on React and Ant Design.
 *
 * Contracts are shared with the server as they stand; their schemas are checked there, so the browser gets `typebox` as an
 * empty shell (see web/browser/typebox.ts) and pays nothing for them.
 */
export default defineConfig(({ mode }) => {
  const portal = mode === 'portal';
  return {
    root: at(`web/${portal ? 'portal' : 'staff'}`),
    base: portal ? '/' : '/staff/',
    publicDir: false,
    define: { 'process.env.NODE_ENV': '"production"' },
    resolve: {
      alias: [
        { find: /^typebox$/, replacement: at('web/browser/typebox.ts') },
        ...(portal
          ? [
              { find: /^react\/jsx-(dev-)?runtime$/, replacement: 'preact/jsx-runtime' },
              { find: /^react-dom\/client$/, replacement: 'preact/compat/client' },
              { find: /^react(-dom)?$/, replacement: 'preact/compat' },
            ]
          : []),
      ],
    },
    oxc: { jsx: { runtime: 'automatic', importSource: 'react' } },
    build: {
      outDir: at(`dist/web/${portal ? 'portal' : 'staff'}`),
      emptyOutDir: true,
      assetsDir: 'assets',
      sourcemap: false,
      target: 'es2022',
      chunkSizeWarningLimit: 1500,
      reportCompressedSize: false,
    },
  };
});
