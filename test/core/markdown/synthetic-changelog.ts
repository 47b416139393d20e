import { seededRandom } from './windows.ts';

const ENTRIES = [
  'Read `a.b()` from [the docs](https://example.com/docs "Docs")',
  '**Breaking:** rename `<old>` to `<new>`',
  'Fix [#12](https://example.com/12), thanks @someone',
  'Long entry that goes on\n  on a second line\nand lazily on a third',
  'Entry with children\n  - child\n    - grandchild\n\n    with a paragraph\n  - another child',
  'Entry with code:\n\n  ```sh\n  # no heading\n  ```\n\n  and text after it',
  'Entry with a quote\n  > quoted\n  lazily quoted',
  'Entry with steps\n  1. first\n  2. second\n     ~~~\n     ## no heading\n     ~~~',
  'Entry with tabs\n\t- child\n\n\t\tindented code',
];

const INTERLUDES = [
  '',
  'A paragraph of text\nover two lines.\n',
  '<!-- a comment\n## hidden -->\n',
  '<details>\n<summary>More</summary>\n\n- inside\n\n</details>\n',
  '> **Note**\n> quoted\n',
  '    indented code\n\n    and more\n',
  '```ts\n## no heading\n```\n',
  '***\n',
];

/** A changelog of `releases` releases with everything that changelogs hold; the same for the same seed. */
export function syntheticChangelog(seed: number, releases: number): string {
  const random = seededRandom(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const versions = Array.from({ length: releases }, (_, index) => `1.${releases - index}.0`);
  const parts = ['# Changelog\n\nAll notable changes.\n'];
  for (const version of versions) {
    parts.push(
      random() < 0.9 ? `## [${version}] - 2024-01-01\n` : `[${version}] - 2024-01-01\n---\n`,
      pick(INTERLUDES),
    );
    for (const category of ['Added', 'Fixed', 'Changed'].filter(() => random() < 0.7)) {
      parts.push(`### ${category}\n`);
      const marker = pick(['-', '-', '*', '+']);
      const entries = Array.from({ length: 1 + Math.floor(random() * 4) }, () => `${marker} ${pick(ENTRIES)}`);
      parts.push(`${entries.join(random() < 0.8 ? '\n' : '\n\n')}\n`);
    }
  }
  return `${parts.join('\n')}\n${versions.map((version) => `[${version}]: https://example.com/${version}`).join('\n')}\n`;
}
