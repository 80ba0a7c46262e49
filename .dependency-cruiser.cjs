// The architecture, as rules. `npm run check` runs them; ARCHITECTURE.md says why.
const tests = '(\\.test\\.tsx?|/testing\\.ts|/testing-tables\\.ts|/bench\\.ts)$|/testing/|/fixtures/|^tests/';
const module_ = '^modules/[^/]+/[^/]+';
const shared = '^kernel/(endpoint|errors|lists|dates|money|states)\\.ts$';

module.exports = {
  forbidden: [
    {
      name: 'kernel-knows-nothing-above',
      severity: 'error',
      from: { path: '^kernel/' },
      to: { path: '^(engines|modules|web|app|simulators)/' },
    },
    {
      name: 'engines-know-only-the-kernel',
      comment: 'and the two engines that others stand on: expressions and identifiers',
      severity: 'error',
      from: { path: '^engines/([^/]+)/', pathNot: tests },
      to: { path: '^(modules|web|app|engines|simulators)/', pathNot: '^engines/($1|expressions|identifiers)/' },
    },
    {
      name: 'engines-enter-by-the-front-door',
      severity: 'error',
      from: { path: '^(?!engines/)', pathNot: tests },
      to: { path: '^engines/', pathNot: '^engines/[^/]+/(api|contract|bench)\\.ts$' },
    },
    {
      name: 'modules-enter-by-the-front-door',
      severity: 'error',
      from: { path: '^modules/([^/]+/[^/]+)/', pathNot: tests },
      to: { path: '^modules/', pathNot: `^modules/$1/|${module_}/(api|contract)\\.ts$` },
    },
    {
      name: 'contracts-run-in-the-browser',
      severity: 'error',
      from: { path: `${module_}/contract\\.ts$` },
      to: { pathNot: `${shared}|${module_}/contract\\.ts$|^engines/[^/]+/contract\\.ts$|node_modules/typebox/` },
    },
    {
      name: 'engine-contracts-run-in-the-browser',
      severity: 'error',
      from: { path: '^engines/[^/]+/contract\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'rules-are-pure',
      severity: 'error',
      from: { path: '^modules/([^/]+/[^/]+)/rules(/|\\.ts$)', pathNot: tests },
      to: { pathNot: '^modules/$1/(contract\\.ts|rules)|^kernel/(states|errors|dates|money)\\.ts$|^engines/[^/]+/contract\\.ts$' },
    },
    {
      name: 'only-four-files-touch-tables',
      severity: 'error',
      from: { path: '^modules/', pathNot: ['/(tables|store|queries|jobs)(/|\\.ts$)', tests] },
      to: { path: `${module_}/tables\\.ts$|node_modules/kysely/` },
    },
    {
      name: 'web-never-imports-the-server',
      severity: 'error',
      from: { path: `^web/|${module_}/web/` },
      to: {
        path: `^kernel/|^engines/|^app/|^scripts/|${module_}/`,
        pathNot: `${shared}|^engines/[^/]+/contract\\.ts$|${module_}/(web/|contract\\.ts$)`,
      },
    },
    {
      name: 'server-never-imports-web',
      severity: 'error',
      from: { path: `^(kernel|engines|app)/|${module_}/[^/]+\\.ts$` },
      to: { path: '(^|/)web/' },
    },
    {
      name: 'manifests-are-read-by-the-app-alone',
      severity: 'error',
      from: { pathNot: ['^app/', tests, '^tests/', '^scripts/'] },
      to: { path: `${module_}/module\\.ts$` },
    },
    {
      name: 'builders-are-for-tests',
      severity: 'error',
      from: { pathNot: [tests, '^tests/', '^scripts/bench/'] },
      to: { path: '/testing\\.ts$|^kernel/testing/' },
    },
    {
      name: 'simulators-stand-outside',
      severity: 'error',
      from: { path: '^(kernel|engines|modules|web)/', pathNot: tests },
      to: { path: '^simulators/' },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.web.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|var)/' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js'], exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
