import { describe, expect, it } from 'vitest';
import { parseChangelog, type Release } from '../../../src/core/index.ts';
import { compareReleased, isRewritten, type ReleasedText } from '../../../src/core/ledger/frozen.ts';

const HEADING = '## [1.0.0] - 2026-01-01\n\n';

function toReleased(text: string): ReleasedText {
  const release = parseChangelog(text).releases[0] as Release;
  return { text, release, end: release.end };
}

function compare(now: string, tagged: string) {
  const text = HEADING + now;
  const before = HEADING + tagged;
  const frozen = compareReleased(toReleased(text), [toReleased(before)]);
  if (!('changes' in frozen)) return frozen.state;
  const { added, removed, reworded } = frozen.changes;
  return {
    [frozen.state]: [
      ...added.map((entry) => `+ ${text.slice(entry.contentStart, entry.end)}`),
      ...removed.map((entry) => `- ${entry.category}: ${entry.text}`),
      ...reworded.map(({ entry, was: old }) => `~ ${old.text} → ${text.slice(entry.contentStart, entry.end)}`),
    ],
  };
}

describe('compareReleased', () => {
  const tagged = '### Added\n\n- One thing that was added\n- Another thing\n\n### Fixed\n\n- A crash on start\n';

  it.each([
    ['the same text', tagged],
    [
      'line breaks and list markers',
      '### Added\n\n* One thing\n  that was added\n* Another   thing\n\n### Fixed\n\n1. A crash on start\n',
    ],
    [
      'the nesting of lists and the rank of headings',
      '#### Added\n\n- One thing\nthat was added\n  - Another thing\n\n#### Fixed\n\n- A crash on start\n',
    ],
    ['references in brackets', tagged.replace('One thing', '[One] thing').replace('crash on', '[crash on]')],
    ['links', tagged.replace('A crash', 'A [crash](https://example.com/1)').replace('crash', 'crash')],
    [
      'an entry in another category',
      '### Added\n\n- One thing that was added\n\n### Fixed\n\n- A crash on start\n- Another thing\n',
    ],
  ])('finds %s unchanged', (_, now) => expect(compare(now, tagged)).toBe('unchanged'));

  it('finds what a merge filed under a shipped release', () => {
    expect(compare(tagged.replace('- Another thing\n', '- Another thing\n- What is not released\n'), tagged)).toEqual({
      changed: ['+ What is not released'],
    });
  });

  it('finds what is gone', () => {
    expect(compare(tagged.replace('- Another thing\n', ''), tagged)).toEqual({ changed: ['- Added: - Another thing'] });
  });

  it('finds a new wording', () => {
    expect(compare(tagged.replace('A crash on start', 'A crash on start of the server'), tagged)).toEqual({
      changed: ['~ - A crash on start → A crash on start of the server'],
    });
  });

  it('takes a rewritten section for rewritten, and only what is left over for new', () => {
    const now =
      '### Added\n\n- Completely different words\n- Nothing like before\n- And one more\n\n### Fixed\n\n- A crash on start\n';
    expect(compare(now, tagged)).toEqual({
      changed: [
        '+ And one more',
        '~ - One thing that was added → Completely different words',
        '~ - Another thing → Nothing like before',
      ],
    });
  });

  it('pairs a new wording with the nearest of the old ones', () => {
    const names = '### Added\n\n- Search by name of the user\n- Search by date of the event\n';
    expect(compare('### Added\n\n- Search by date of an event\n', names)).toEqual({
      changed: [
        '- Added: - Search by name of the user',
        '~ - Search by date of the event → Search by date of an event',
      ],
    });
  });

  it('leaves out what stands below a heading of something else', () => {
    // Other blanks, so that the entries are read.
    const now = toReleased(`${HEADING}${tagged.replace('Another thing', 'Another  thing')}- Not its own\n`);
    const before = toReleased(HEADING + tagged);
    expect(compareReleased({ ...now, end: now.text.indexOf('- Not its own') }, [before])).toEqual({
      state: 'unchanged',
    });
    expect(compareReleased(before, [{ ...now, end: now.text.indexOf('- Not its own') }])).toEqual({
      state: 'unchanged',
    });
    expect(compareReleased(now, [before])).toMatchObject({
      state: 'changed',
      changes: { added: [{}], removed: [], unfinished: false },
    });
  });

  it('joins the pieces that the tag has, and says where one of them was not finished', () => {
    const text = `## [Unreleased]\n\n### Fixed\n\n- B\n\n${HEADING}### Added\n\n- A\n`;
    const pieces = parseChangelog(text).releases.map((release) => ({ text, release, end: release.end }));
    const now = toReleased(`${HEADING}### Added\n\n- A\n\n### Fixed\n\n- B\n`);
    expect(compareReleased(now, pieces)).toEqual({ state: 'unchanged' });
    const more = toReleased(`${HEADING}### Added\n\n- A\n- C\n\n### Fixed\n\n- B\n`);
    expect(compareReleased(more, pieces)).toMatchObject({ changes: { added: [{}], unfinished: true } });
    expect(compareReleased(more, pieces.slice(1))).toMatchObject({ changes: { added: [{}, {}], unfinished: false } });
  });

  it.each([
    [3, false],
    [4, true],
  ])('takes a section with %d new wordings for gone over: %s', (count, expected) => {
    const entries = (rest: string) =>
      Array.from({ length: count }, (_, i) => `- The thing that is numbered ${i}${rest}\n`).join('');
    const frozen = compareReleased(toReleased(HEADING + entries(' now')), [toReleased(HEADING + entries(''))]);
    expect('changes' in frozen && isRewritten(frozen.changes)).toBe(expected);
  });

  it('counts an entry that stands twice', () => {
    expect(compare(tagged.replace('- Another thing\n', '- Another thing\n- Another thing\n'), tagged)).toEqual({
      changed: ['+ Another thing'],
    });
  });

  it.each(['<!-- release-ledger: amended 2026-02-01 -->', '_Amended 2026-02-01._', '*Amended 2026-02-01*'])(
    'respects the note %s',
    (note) => {
      expect(compare(`${note}\n\n${tagged.replace('Another thing', 'Another one')}`, tagged)).toEqual({
        amended: ['~ - Another thing → Another one'],
      });
    },
  );
});
