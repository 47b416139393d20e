import { describe, expect, it } from 'vitest';
import { describeNext } from '../../server/features/next-release.ts';
import type { View } from '../../server/view.ts';
import { DEFAULT_POLICY, parseChangelog } from '../../src/core/index.ts';
import { sayInEnglish } from '../../src/core/text/say.ts';

const RELEASED = '## [1.0.0] - 2026-01-01\n\n### Added\n\n- A\n';
const entries = (count: number, category = 'Fixed') =>
  `${category === '' ? '' : `### ${category}\n\n`}${Array.from({ length: count }, (_, i) => `- Thing ${i + 1}\n`).join('')}\n`;

/** What a hover says of the next version, a list behind its items. */
function told(text: string): readonly unknown[] {
  const view = {
    ...{ policy: DEFAULT_POLICY, today: '2026-06-30', ledger: { ledger: null } },
    ...{ check: { changelog: parseChangelog(text) }, say: sayInEnglish },
  } as unknown as View;
  return describeNext(view).map((block) =>
    block.kind === 'text' ? block.text : block.kind === 'list' ? block.items : block,
  );
}

describe('the next version in a hover', () => {
  const things = (count: number) => Array.from({ length: count }, (_, i) => `Fixed: Thing ${i + 1}`);
  const behind = 'Next version: 1.0.1 (patch), after 1.0.0. Decided by:';

  it.each<[name: string, text: string, expected: readonly unknown[]]>([
    ['says what decides it', `## [Unreleased]\n\n${entries(2)}${RELEASED}`, [behind, things(2)]],
    ['shows five entries', `## [Unreleased]\n\n${entries(5)}${RELEASED}`, [behind, things(5)]],
    ['counts one more', `## [Unreleased]\n\n${entries(6)}${RELEASED}`, [behind, [...things(5), '1 more entry']]],
    ['counts more', `## [Unreleased]\n\n${entries(8)}${RELEASED}`, [behind, [...things(5), '3 more entries']]],
    ['names no category where there is none', `## [Unreleased]\n\n${entries(1, '')}${RELEASED}`, [behind, ['Thing 1']]],
    [
      'is the first release',
      `## [Unreleased]\n\n${entries(1)}`,
      ['Next version: 0.0.1, the first release. Decided by:', things(1)],
    ],
    ['says why there is none', `## [Unreleased]\n\n${RELEASED}`, ['The Unreleased section has no entries']],
  ])('%s', (_, text, expected) => {
    expect(told(text)).toEqual(expected);
  });
});
