import { BREAKING_MARKER } from '../../changelog/breaking.ts';
import type { Edit } from '../../text/edit.ts';
import type { Span } from '../../text/source.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { findEntries } from '../support/find-entries.ts';
import { toInitials } from '../support/initials.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';
import { shorten } from '../support/shorten.ts';

interface Found {
  readonly span: Span;
  readonly prefix: string;
  readonly scope: string;
  readonly breaking: boolean;
  /** The offset at which the words behind the prefix start. */
  readonly wordsAt: number;
}

/** The types of the Conventional Commits preset of commitlint, in lower case as tools write them. */
const PREFIX =
  /^(?:build|chore|ci|deps|docs|feat|fix|perf|refactor|release|revert|style|test)(?:\(([^()\r\n]{0,100})\))?(!)?:[ \t]+(?=\S)/;
const LONGEST = 130;
const isInitial = toInitials('bcdfprst');

export default defineRule<Repeated<Found>>({
  id: 'changelog/commit-prefix-entry',
  severity: 'hint',
  scope: 'format',
  summary: 'An entry starts with the type of a commit.',
  why: `\`feat:\` and \`fix(parser):\` are for commits: Keep a Changelog 2.0.0 asks for notable changes, written for the people
who use the release, and not for a log of commits (“Commit log diffs”). The type of a change is the heading above it. Write
the entry as a sentence; a scope that readers know may stay as a word of it.`,
  check(context, report) {
    reportRepeated(find(context), report);
  },
  message: (state) =>
    `Unexpected commit type “${shorten(state.one.prefix)}”, expected a sentence under its type of change${andOthers(state)}`,
  fixes: [
    {
      safety: 'unsafe',
      title: ({ all }) => (all.length > 1 ? 'Delete the types of commits' : 'Delete the type of the commit'),
      edits: ({ all }, { text }) => all.map((found) => toSentence(found, text)),
    },
  ],
  examples: [
    {
      bad: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- ⟦feat(parser):⟧ read setext headings\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- Parser: read setext headings\n',
      message: 'Unexpected commit type “feat(parser):”, expected a sentence under its type of change',
    },
    {
      bad: '## [1.0.0]\n\n### Changed\n\n- ⟦fix!:⟧ drop one\n- fix the other\n',
      good: '## [1.0.0]\n\n### Changed\n\n- **Breaking:** Drop one\n- fix the other\n',
    },
  ],
});

function find(context: RuleContext): readonly Found[] {
  return findEntries(context, isInitial, (start, end) => {
    const match = PREFIX.exec(context.text.slice(start, Math.min(end, start + LONGEST)));
    if (!match) return null;
    const prefix = match[0].trimEnd();
    return {
      span: { start, end: start + prefix.length },
      prefix,
      scope: match[1]?.trim() ?? '',
      breaking: match[2] !== undefined,
      wordsAt: start + match[0].length,
    };
  });
}

function toSentence({ span, scope, breaking, wordsAt }: Found, text: string): Edit {
  const lead =
    scope === '' ? text.charAt(wordsAt).toUpperCase() : `${scope.charAt(0).toUpperCase()}${scope.slice(1)}: `;
  return {
    start: span.start,
    end: scope === '' ? wordsAt + 1 : wordsAt,
    text: (breaking ? `${BREAKING_MARKER} ` : '') + lead,
  };
}
