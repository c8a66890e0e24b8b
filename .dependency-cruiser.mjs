/** The architecture as rules. Each has a fixture in infra/architecture/fixtures that must break it. */
const APP = '^apps/([^/]+)/';
/** What lies around application/: the ways in, and the one out. */
const ADAPTERS = '(http|messaging|timers|persistence)';
const SPEC = 'spec\\.ts$';

const forbidden = [
  {
    name: 'no-framework-in-domain',
    comment:
      'The domain and the sagas are pure: they import contracts, each other and the pure part of libs/saga.',
    from: { path: `${APP}(domain|saga)/`, pathNot: SPEC },
    to: { dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'core'] },
  },
  {
    name: 'no-library-in-domain',
    from: { path: `${APP}(domain|saga)/`, pathNot: SPEC },
    to: { path: '^libs/', pathNot: '^libs/(contracts|saga/definition)/index\\.ts$' },
  },
  {
    name: 'the-definition-of-sagas-is-pure',
    from: { path: '^libs/saga/definition/' },
    to: { pathNot: '^libs/(contracts|saga/definition)/' },
  },
  {
    name: 'domain-looks-inward',
    from: { path: `${APP}(domain|saga)/`, pathNot: SPEC },
    to: { path: [`${APP}application/`, `${APP}${ADAPTERS}/`] },
  },
  {
    name: 'application-looks-inward',
    comment: 'Use cases know the domain, the sagas and their own ports.',
    from: { path: `${APP}application/`, pathNot: SPEC },
    to: { path: `${APP}${ADAPTERS}/` },
  },
  {
    name: 'adapters-are-strangers',
    comment: 'http/, messaging/, timers/ and persistence/ meet in application/ only.',
    from: { path: `${APP}${ADAPTERS}/`, pathNot: SPEC },
    to: { path: `${APP}${ADAPTERS}/`, pathNot: '^apps/[^/]+/$2/' },
  },
  {
    name: 'an-app-is-an-island',
    from: { path: APP },
    to: { path: '^apps/', pathNot: '^apps/$1/' },
  },
  {
    name: 'the-gateway-has-no-broker-and-no-database',
    from: { path: '^apps/api-gateway/', pathNot: [SPEC, '/(testing|e2e)/'] },
    to: {
      path: '^libs/',
      pathNot: '^libs/(api-documents|contracts(/rest)?|messaging/topology|service-kit)/index\\.ts$',
    },
  },
  {
    name: 'nothing-needs-the-benchmark',
    from: { path: '^(apps|libs|infra)/' },
    to: { path: '^bench/' },
  },
  {
    name: 'baselines-owe-us-nothing',
    comment: 'What the system is compared with shares no code with it, nor with each other.',
    from: { path: '^bench/(floor|tutorial)/' },
    to: { path: '^(apps|libs|infra|bench)/', pathNot: '^bench/$1/' },
  },
  { name: 'libs-know-no-apps', from: { path: '^libs/' }, to: { path: '^(apps|infra)/' } },
  {
    name: 'libs-by-their-index',
    comment: 'A library is reached by its index.ts alone.',
    from: { path: '^(?:libs|apps|infra|bench)/([^/]+)/' },
    to: {
      path: '^libs/',
      pathNot: ['^libs/$1/', '^libs/[^/]+/((testing|definition|topology|rest)/)?index\\.ts$'],
    },
  },
  {
    name: 'contracts-import-nothing-of-ours',
    from: { path: '^libs/contracts/' },
    to: { path: '^(libs|apps|infra)/', pathNot: '^libs/contracts/' },
  },
  { name: 'no-cycles', from: {}, to: { circular: true } },
  {
    name: 'no-orphans',
    from: { orphan: true, pathNot: ['(main|start|test|quiet-logs)\\.ts$', SPEC, '\\.d\\.ts$', '/assets/'] },
    to: {},
  },
].map((rule) => ({ severity: 'error', ...rule }));

export default {
  forbidden,
  options: {
    tsPreCompilationDeps: true,
    // "source" leads `#name` to libs/name/index.ts instead of what was built from it
    enhancedResolveOptions: { conditionNames: ['source', 'import', 'require', 'node', 'default', 'types'] },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^dist/', '^infra/architecture/fixtures/'] },
  },
};
