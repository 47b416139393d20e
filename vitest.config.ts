import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    // Half of the work waits for git and other processes, so one worker on two cores leaves one of them idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    include: ['test/{client,core,conformance,corpus,host,cli,server,project,syntaxes}/**/*.test.ts'],
    testTimeout: 60_000,
    // Some build all that is shipped, on a machine that may be busy.
    hookTimeout: 300_000,
    passWithNoTests: false,
  },
});
