import { env, l10n, MarkdownString } from 'vscode';
import type { RowFactDto, RowWordsDto } from '../../src/protocol/rows.ts';

/** Everything that the server knows of a row, in the user's language; undefined where there is nothing more to know. */
export function toTooltip(facts: readonly RowFactDto[]): MarkdownString | undefined {
  if (facts.length === 0) return undefined;
  const tooltip = new MarkdownString(
    facts
      .map((fact, i) => (fact.item ? `\n${facts[i - 1]?.item ? '' : '\n'}- ` : '\n\n') + wordFact(fact))
      .join('')
      .trim(),
  );
  tooltip.isTrusted = false;
  tooltip.supportHtml = false;
  return tooltip;
}

function wordFact({ words, args, days }: RowFactDto): string {
  const [first = '', second = '', third = ''] = args;
  return words === null ? first : WORDS[words](first, second, third, days === null ? '' : describeAge(days));
}

const WORDS: Readonly<Record<RowWordsDto, (a: string, b: string, c: string, age: string) => string>> = {
  released: (date, _, __, age) =>
    age === '' ? l10n.t('Released on {0}', date) : l10n.t('Released on {0}, {1}', date, age),
  undated: () => l10n.t('Without a date'),
  tagOnly: () => l10n.t('It is tagged, and the changelog has no section for it.'),
  untagged: () => l10n.t('No tag names it.'),
  yanked: () => l10n.t('Yanked: it was taken back and should not be used.'),
  asTagged: (tag) => l10n.t('Its section reads as it does in {0}.', tag),
  changedSince: (tag) => l10n.t('Changed since {0}:', tag),
  amendedSince: (tag) => l10n.t('Amended, with a note of when, since {0}:', tag),
  added: (entry) => l10n.t('Added: {0}', entry),
  gone: (entry) => l10n.t('Gone: {0}', entry),
  reworded: (entry) => l10n.t('Reworded: {0}', entry),
  more: (count) => (count === '1' ? l10n.t('1 more') : l10n.t('{0} more', count)),
  annotatedTag: (date, _, __, age) =>
    date === '' ? l10n.t('Annotated tag') : l10n.t('Annotated tag of {0}, {1}', date, age),
  lightweightTag: (date, _, __, age) =>
    date === '' ? l10n.t('Lightweight tag') : l10n.t('Lightweight tag of {0}, {1}', date, age),
  author: (name, date) => l10n.t('By {0} on {1}', name, date),
  commit: (id) => l10n.t('Commit {0}', id),
  noCommit: () => l10n.t('It names no commit.'),
  notCompared: (reason) => l10n.t('Not compared with git: {0}.', reason),
  meaning: describeCategory,
  firstRelease: (next) => l10n.t('Next version: {0}, the first release.', next),
  nextRelease: (next, level, current) => l10n.t('Next version: {0} ({1}), after {2}.', next, level, current),
  skipped: (version) => l10n.t('{0} is tagged on another branch.', version),
  decidedBy: () => l10n.t('Decided by:'),
  reason: (entry) => entry,
  says: (version) => l10n.t('It says {0}.', version),
  saysNothing: (reason) => l10n.t('It says no version: {0}.', reason),
  nothingToCompare: () => l10n.t('There is no release that it could be compared with.'),
  notBehind: (current) => l10n.t('It is not behind {0}, the current release.', current),
  behind: (current, expected) => l10n.t('It is behind {0}, the current release; expected {1}.', current, expected),
};

/** Keep a Changelog 2.0.0, "Types of changes". */
function describeCategory(category: string): string {
  switch (category) {
    case 'Added':
      return l10n.t('New features.');
    case 'Changed':
      return l10n.t('Changes in what exists. What can break its users leads with **Breaking:**.');
    case 'Deprecated':
      return l10n.t('Features that a later release will remove; name the release.');
    case 'Removed':
      return l10n.t('Features that are gone with this release.');
    case 'Fixed':
      return l10n.t('Bugs that are mended.');
    case 'Security':
      return l10n.t('Vulnerabilities; each entry leads with its identifier, as in CVE-2024-12345.');
    default:
      return category;
  }
}

/** In the largest unit of which there are at least two: "3 days ago", "in 2 weeks". Never rounded up. */
function describeAge(days: number): string {
  const format = new Intl.RelativeTimeFormat(env.language, { numeric: 'auto' });
  const past = Math.abs(days);
  if (past < 14) return format.format(-days, 'day');
  const [length, unit] =
    past < 61 ? ([7, 'week'] as const) : past < 731 ? ([30.44, 'month'] as const) : ([365.25, 'year'] as const);
  return format.format(-Math.sign(days) * Math.floor(past / length), unit);
}
