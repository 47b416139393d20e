import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/{client,core,conformance,corpus,host,cli,server,project,syntaxes}/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    passWithNoTests: false,
  },
});
