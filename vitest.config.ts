import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/{client,core,conformance,corpus,host,cli,server,project,syntaxes}/**/*.test.ts'],
    testTimeout: 60_000,
    // Some build all that is shipped, on a machine that may be busy.
    hookTimeout: 300_000,
    passWithNoTests: false,
  },
});
