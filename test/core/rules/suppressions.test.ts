import { describe, expect, it } from 'vitest';
import { parseChangelog } from '../../../src/core/index.ts';
import { findSuppressionComments, readSuppressions } from '../../../src/core/rules/suppressions.ts';
import { readMarked } from '../../support/examples.ts';

/** The lines (from 1) of a text on which a problem at the line's first character is allowed. */
function allowedLines(text: string, rule: string): number[] {
  const changelog = parseChangelog(text);
  const { allows } = readSuppressions(changelog);
  const { lineStarts, lineCount } = changelog.source;
  const lines: number[] = [];
  for (let line = 0; line < lineCount; line++) {
    const start = lineStarts[line] as number;
    const indent = /^ */.exec(text.slice(start))?.[0].length ?? 0;
    if (allows(rule, { start: start + indent, end: start + indent })) lines.push(line + 1);
  }
  return lines;
}

const ALLOW = '<!-- release-ledger: allow changelog/a -->';

describe('a suppression comment', () => {
  it.each<[name: string, text: string, lines: number[]]>([
    ['holds for the next heading alone', `${ALLOW}\n\n## 1.0.0\n\ntext\n`, [3]],
    ['holds for a category', `## 1.0.0\n\n${ALLOW}\n### Added\n\n- one\n`, [4]],
    ['holds for a paragraph', `${ALLOW}\none\ntwo\n\nthree\n`, [2, 3]],
    ['holds for the first item of the next list', `${ALLOW}\n- one\n  two\n- three\n`, [2, 3]],
    ['holds for the next item between two', `- one\n  ${ALLOW}\n- two\n- three\n`, [3]],
    ['holds for the next item between two lists', `- one\n\n${ALLOW}\n\n- two\n- three\n`, [5]],
    ['holds for the nested list of an item', `${ALLOW}\n- one\n  - two\n- three\n`, [2, 3]],
    ['holds for the entry that it stands in', `- one ${ALLOW}\n- two\n`, [1]],
    ['is skipped by the comment before it', `${ALLOW}\n<!-- other -->\n\n# Title\n\ntext\n`, [4]],
    ['may name several rules', '<!-- release-ledger: allow changelog/b changelog/a -->\none\n', [2]],
    ['may part them with commas', '<!-- release-ledger: allow changelog/b, changelog/a -->\none\n', [2]],
    ['may go over several lines', '<!--\nrelease-ledger: allow\n  changelog/b\n  changelog/a\n-->\none\n', [6]],
    ['needs the very rule', '<!-- release-ledger: allow changelog/aa a -->\none\n', []],
    ['is no comment in a fence', `~~~\n${ALLOW}\n~~~\none\n`, []],
    ['is no comment in indented code', `    ${ALLOW}\n\none\n`, []],
    ['needs an end', '<!-- release-ledger: allow changelog/a\n\none\n', []],
    ['needs a rule', '<!-- release-ledger: allow -->\n\none\n', []],
    ['has nothing to hold for at the end', `one\n\n${ALLOW}\n`, []],
    ['holds for the whole file', 'one\n\ntwo\n\n<!-- release-ledger: allow-file changelog/a -->', [1, 2, 3, 4, 5]],
    ['keeps its line endings apart', `${ALLOW}\r\n\r\n## 1.0.0\r\n\r\ntext\r\n`, [3]],
  ])('%s', (_, text, lines) => {
    expect(allowedLines(text, 'changelog/a')).toEqual(lines);
  });

  it('says where each rule is named', () => {
    const { text, span } = readMarked('<!-- release-ledger: allow changelog/b ⟦changelog/a⟧ -->\n\none\n');
    const [comment] = findSuppressionComments(parseChangelog(text));
    expect(comment?.rules.map(({ id }) => id)).toEqual(['changelog/b', 'changelog/a']);
    expect(comment?.rules[1]).toEqual({ id: 'changelog/a', ...span });
  });

  it('is found among a hundred thousand that open and never close', () => {
    const text = `${'<!-- release-ledger: allow '.repeat(100_000)}`;
    expect(findSuppressionComments(parseChangelog(text))).toEqual([]);
  });
});
