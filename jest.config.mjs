// Far from Greenwich, so that a day that shifts with the time zone is found out.
process.env.TZ = 'America/New_York';

/** Everything, packages included, is run as CommonJS: Jest on Node 20 cannot require an ES module otherwise. */
const swc = (syntax) => [
  '@swc/jest',
  {
    swcrc: false,
    sourceMaps: 'inline',
    module: { type: 'commonjs', importInterop: 'node' },
    jsc: {
      target: 'es2022',
      keepClassNames: true,
      parser: syntax === 'ts' ? { syntax: 'typescript', decorators: true } : { syntax: 'ecmascript' },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    },
  },
];

export default {
  // Finds who left a server, a connection or a timer open.
  testEnvironment: '<rootDir>/test/runner/closing-environment.mjs',
  testMatch: ['<rootDir>/{src,test}/**/*.spec.ts'],
  // The browser is started when the runner has found one.
  testPathIgnorePatterns: process.env.RUN_BROWSER === '1' ? [] : ['<rootDir>/test/browser/'],
  maxWorkers: 2,
  // A machine that is busy is slow, not wrong.
  testTimeout: 30_000,
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '\\.ts$': swc('ts'), '\\.m?js$': swc('js') },
  transformIgnorePatterns: [],
  setupFiles: ['reflect-metadata'],
  cacheDirectory: '<rootDir>/.cache/jest',
};
