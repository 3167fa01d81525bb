// The house's walls. `tools/boundaries.test.ts` proves with a canary that each rule bites.
/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'engine-is-pure',
      severity: 'error',
      comment: 'The engine imports itself and two pure libraries, nothing else.',
      from: { path: '(^|/)packages/engine/src/', pathNot: '[.](test|contract)[.]ts$' },
      to: { pathNot: '(^|/)packages/engine/src/|node_modules/(re2js|@noble/hashes)/' },
    },
    {
      name: 'features-are-strangers',
      severity: 'error',
      comment: 'A feature receives what it needs of another from app.ts.',
      from: { path: '(^|/)packages/(server|console)/src/features/([^/]+)/' },
      to: { path: '(^|/)packages/$2/src/features/', pathNot: '(^|/)packages/$2/src/features/$3/' },
    },
    {
      name: 'platform-knows-no-feature',
      severity: 'error',
      from: { path: '(^|/)packages/server/src/platform/', pathNot: '[.]test[.]ts$' },
      to: { path: '(^|/)packages/server/src/(features/|app[.]ts|main[.]ts)' },
    },
    {
      name: 'ui-knows-no-product',
      severity: 'error',
      from: { path: '(^|/)packages/console/src/ui/' },
      to: { path: '(^|/)packages/console/src/(features|app|api)/' },
    },
    {
      name: 'packages-by-their-index',
      severity: 'error',
      comment: 'Another package is entered by its exports only.',
      from: { path: '(^|/)packages/([^/]+)/' },
      to: {
        path: '(^|/)packages/',
        pathNot:
          '(^|/)packages/($2/|[^/]+/src/((reference|validate|explain|exchange|spanish)/)?index[.]ts$|[^/]+/dist/)',
      },
    },
    {
      name: 'nobody-imports-server',
      severity: 'error',
      from: { path: '(^|/)packages/(engine|client|cli|console)/' },
      to: { path: '(^|/)packages/server/' },
    },
    {
      name: 'nothing-unresolved',
      severity: 'error',
      from: { pathNot: '(^|/)generated/' },
      to: { couldNotResolve: true, pathNot: '[.]css$|^virtual:' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.test.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['source', 'import', 'require', 'node', 'default', 'types'],
    },
  },
}
