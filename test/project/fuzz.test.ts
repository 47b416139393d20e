import { describe, expect, it } from 'vitest';
import { inputOf, runInputs } from '../fuzz/run-inputs.ts';
import { hold } from '../fuzz/target.ts';
import { FUZZ_TARGETS } from '../fuzz/targets/all.ts';

const RUN = { seed: 2026, from: 0, to: 400, progress: () => undefined };

describe('a sample of npm run test:fuzz', () => {
  it.each(FUZZ_TARGETS.map((target) => [target.name, target] as const))('%s keeps its promises', async (_, target) => {
    expect(await runInputs(target, RUN)).toEqual([]);
  });

  it('gives other inputs, and the same again for the same seed', () => {
    for (const target of FUZZ_TARGETS) {
      const inputs = Array.from({ length: 50 }, (_, index) => inputOf(target, 7, index));
      expect(new Set(inputs).size, target.name).toBeGreaterThan(40);
      expect(inputs).toEqual(inputs.map((_, index) => inputOf(target, 7, index)));
    }
  });

  it('names the input that breaks a promise', async () => {
    const brittle = {
      name: 'brittle',
      seeds: ['a\n'],
      words: ['b'],
      check: (text: string) => hold(!text.includes('b'), 'no b'),
    };
    const violations = await runInputs(brittle, RUN);
    expect(violations.length).toBeGreaterThan(0);
    for (const { index, what } of violations) {
      expect(inputOf(brittle, RUN.seed, index)).toContain('b');
      expect(what).toContain('Not kept: no b');
    }
  });
});
