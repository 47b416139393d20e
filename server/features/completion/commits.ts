import { BREAKING_MARKER } from '../../../src/core/changelog/breaking.ts';
import { foldText, speaksOf } from '../../../src/core/changelog/speaks-of.ts';
import { draftEntry } from '../../../src/core/ledger/draft-entry.ts';
import type { CommitFact } from '../../../src/core/ledger/facts.ts';
import { isKnown } from '../../../src/core/ledger/ledger.ts';
import { findAt } from '../find.ts';
import type { Caret, Completion } from './suggestion.ts';

const LIMIT = 50;
const SHORT = 7;

/**
 * Completes an entry under Unreleased from what was committed since the last tag; null elsewhere. What fits the category comes
 * first; what an entry speaks of already is left out.
 */
export function completeCommit(caret: Caret): readonly Completion[] | null {
  const written = /^\s*[-*+][ \t]+([^\r\n]{0,120})$/.exec(caret.before)?.[1];
  const pending = caret.view.ledger.ledger?.pending;
  if (written === undefined || caret.after.trim() !== '' || !pending || !isKnown(pending)) return null;
  const { release, section } = findAt(caret.view.check.changelog, caret.offset);
  if (!release?.unreleased) return null;
  const span = { start: caret.offset - written.length, end: caret.offset + caret.after.length };
  const { source, policy } = caret.view;
  const present = foldText(
    source.text.slice(release.start, caret.lineStart) + source.text.slice(span.end, release.end),
  );
  const drafts = pending.commits.flatMap((commit) => {
    const draft = draftEntry(commit);
    return draft && !speaksOf(present, draft.text) ? [{ commit, draft }] : [];
  });
  const fits = drafts.filter(({ draft }) => draft.category === section?.category);
  const others = drafts.filter(({ draft }) => draft.category !== section?.category);
  return [...fits, ...others].slice(0, LIMIT).map(({ commit, draft }) => {
    const mark = draft.breaking && policy.changelog.breaking !== 'section' ? `${BREAKING_MARKER} ` : '';
    return {
      kind: 'commit',
      label: draft.text,
      detail: `${draft.category} · ${commit.id.slice(0, SHORT)} · ${commit.authored.slice(0, 10)}`,
      documentation: describe(commit),
      span,
      text: mark + draft.text,
      snippet: null,
    };
  });
}

function describe({ subject, body, authorName, authored }: CommitFact): Completion['documentation'] {
  return [
    { kind: 'title', text: subject },
    { kind: 'text', text: `${authorName}, ${authored.slice(0, 10)}` },
    ...(body === '' ? [] : [{ kind: 'code', text: body } as const]),
  ];
}
