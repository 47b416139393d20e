import { afterAll, describe, expect, it } from 'vitest';
import { scanBlocks } from '../../../src/core/markdown/scan.ts';
import { toSource } from '../../../src/core/text/source.ts';
import { PATHOLOGIES, type Pathology } from './pathological.ts';

const MEGABYTE = 1_000_000;

interface Measurement {
  readonly milliseconds: number;
  readonly blocks: number;
  readonly length: number;
}

function measure(pathology: Pathology, size: number): Measurement {
  const source = toSource(pathology.make(Math.ceil(size / pathology.unit)));
  const start = performance.now();
  const { table } = scanBlocks(source);
  return { milliseconds: performance.now() - start, blocks: table.count, length: source.text.length };
}

/**
 * What takes more than linear time does not end here: a megabyte of anything that costs the square of its length is hours.
 * Times are printed, never asserted.
 */
describe('scanBlocks ends on what makes scanners slow', () => {
  const slowest: { readonly milliseconds: number; readonly line: string }[] = [];

  it.each(PATHOLOGIES.map((pathology) => [pathology.name, pathology] as const))('%s', (name, pathology) => {
    const [once, twice] = [measure(pathology, MEGABYTE), measure(pathology, 2 * MEGABYTE)];
    const milliseconds = twice.milliseconds;
    const ratio = (milliseconds / once.milliseconds).toFixed(1);
    slowest.push({ milliseconds, line: `${milliseconds.toFixed(0)} ms for 2 MB, ${ratio} times 1 MB: ${name}` });
    expect(twice.blocks).toBeLessThanOrEqual(twice.length);
    // Each piece adds the same blocks again, up to the limit of nested containers.
    expect(twice.blocks).toBeLessThanOrEqual(2 * once.blocks + 2);
  });

  afterAll(() => {
    slowest.sort((a, b) => b.milliseconds - a.milliseconds);
    console.log(
      `the slowest of ${slowest.length}:\n${slowest
        .slice(0, 6)
        .map(({ line }) => line)
        .join('\n')}`,
    );
  });

  it('a line of ten megabytes', () => {
    expect(scanBlocks(toSource('x'.repeat(10 * MEGABYTE))).table.count).toBe(1);
  });

  it('a hundred thousand headings', () => {
    expect(scanBlocks(toSource('## [1.0.0] - 2024-01-01\n\n'.repeat(100_000))).headings).toHaveLength(100_000);
  });

  it('a hundred thousand definitions', () => {
    const text = '[1.0.0]: https://example.com/1.0.0\n'.repeat(100_000);
    expect(scanBlocks(toSource(text)).definitions).toHaveLength(100_000);
  });
});
