import { BREAKING_MARKER } from '../../changelog/breaking.ts';
import type { Edit } from '../../text/edit.ts';
import type { Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';
import { gatherMarkedEntries } from '../support/breaking-entries.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';
import { standardOf } from '../support/standard.ts';

interface Found {
  readonly span: Span;
  readonly written: string;
}

export default defineRule<Repeated<Found>>({
  id: 'changelog/breaking-marker-form',
  severity: 'info',
  scope: 'format',
  summary: 'A breaking change is marked in another form than the standard’s.',
  why: `Keep a Changelog 2.0.0 marks a breaking change with \`**Breaking:**\` in front of its entry, inside its type of change. One
form is one word to search for, for readers who upgrade over many versions and for tools. Files that pin an older version of
the standard, and policies that want a section of their own for breaking changes, are not judged.`,
  check(context, report) {
    if (context.policy.changelog.breaking === 'section' || standardOf(context) !== '2.0.0') return;
    const found: Found[] = [];
    for (const { marker } of context.index.once(gatherMarkedEntries, context)) {
      const written = context.text.slice(marker.start, marker.end);
      if (marker.form !== 'leading' || written === BREAKING_MARKER) continue;
      found.push({ span: { start: marker.start, end: marker.end }, written });
    }
    reportRepeated(found, report);
  },
  message: (state) =>
    `Unexpected breaking marker “${state.one.written}”, expected “${BREAKING_MARKER}”${andOthers(state)}`,
  fixes: [
    {
      safety: 'safe',
      title: () => `Write “${BREAKING_MARKER}”`,
      // A marker that is used throughout is a decision, and nobody asked to have all entries changed.
      edits: ({ all }, { text }) => (all.length > 1 ? null : toEdits(all.filter(isInWords), text)),
    },
    {
      safety: 'unsafe',
      title: ({ all }) => (all.length > 1 ? `Write “${BREAKING_MARKER}” in all places` : `Write “${BREAKING_MARKER}”`),
      edits: ({ all }, { text }) => toEdits(all, text),
    },
  ],
  examples: [
    {
      bad: '## [1.0.0] - 2017-07-17\n\n### Removed\n\n- ⟦**BREAKING**⟧ The old command.\n- **Breaking:** The old option.\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Removed\n\n- **Breaking:** The old command.\n- **Breaking:** The old option.\n',
      message: 'Unexpected breaking marker “**BREAKING**”, expected “**Breaking:**”',
    },
    {
      bad: '## [1.0.0]\n\n### Changed\n\n- ⟦⚠️ Breaking:⟧The command needs a file.\n- Breaking the loop is faster.\n',
      good: '## [1.0.0]\n\n### Changed\n\n- **Breaking:** The command needs a file.\n- Breaking the loop is faster.\n',
    },
    {
      bad: '## [1.0.0]\n\n### Changed\n\n- ⟦BREAKING⟧ - The command\n  needs a file.\n',
      good: '## [1.0.0]\n\n### Changed\n\n- **Breaking:** The command\n  needs a file.\n',
    },
  ],
});

/** An emoji alone may stand for something else than a breaking change. */
function isInWords({ written }: Found): boolean {
  return /breaking/i.test(written);
}

function toEdits(found: readonly Found[], text: string): readonly Edit[] | null {
  if (found.length === 0) return null;
  return found.map(({ span }) => ({ start: span.start, ...standardForm(text, span.end) }));
}

/** The marker, and one space in place of what parted the old one from the text. */
function standardForm(text: string, end: number): { readonly end: number; readonly text: string } {
  const behind = /^[ \t]*(?:[-–—:][ \t]+)?/.exec(text.slice(end, end + 20))?.[0] ?? '';
  const atLineEnd = /^[\r\n]|^$/.test(text.slice(end + behind.length, end + behind.length + 1));
  return { end: end + behind.length, text: atLineEnd ? BREAKING_MARKER : `${BREAKING_MARKER} ` };
}
