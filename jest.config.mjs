const project = (displayName, testMatch, more = {}) => ({
  displayName,
  testMatch: [`<rootDir>/${testMatch}`],
  testEnvironment: 'node',
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  transform: {
    '^.+\\.(t|j)s$': [
      '@swc/jest',
      {
        swcrc: false,
        jsc: {
          target: 'es2024',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  transformIgnorePatterns: ['/node_modules/(?!(@nestjs|@seriousme|jose|uuid|cookie)/)'],
  moduleNameMapper: {
    '^#(api-documents|contracts|contracts/rest|messaging|messaging/topology|messaging/testing|outbox|outbox/testing|inbox|idempotency|coordination|participant|saga|saga/definition|saga/testing|service-kit|gateway-client|testing)$':
      '<rootDir>/libs/$1/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  ...more,
});

export default {
  testTimeout: 60_000,
  projects: [
    project('unit', '**/*.spec.ts'),
    project('integration', '**/*.int-spec.ts', { setupFiles: ['<rootDir>/libs/testing/quiet-logs.ts'] }),
    project('end-to-end', '**/*.e2e-spec.ts'),
    project('tutorial', '**/*.tutorial-spec.ts'),
    project('faults', '**/*.fault-spec.ts'),
    project('soak', '**/*.soak-spec.ts'),
    project('containers', '**/*.container-spec.ts'),
  ],
};
