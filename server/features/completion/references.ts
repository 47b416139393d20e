import type { Changelog } from '../../../src/core/index.ts';
import { isKnown } from '../../../src/core/ledger/ledger.ts';
import type { View } from '../../view.ts';
import type { Caret, Completion } from './suggestion.ts';

const LIMIT = 200;

/** Completes a reference to an issue that the changelog mentions elsewhere, or to a link that it defines; null elsewhere. */
export function completeReference(caret: Caret): readonly Completion[] | null {
  const issue = /(?:^|[\s([])(#\d*)$/.exec(caret.before)?.[1];
  if (issue !== undefined && caret.before.trim() !== issue) return completeIssue(caret, issue.length);
  const label = /(?:^|[^\\\]!])\[([^[\]]*)$/.exec(caret.before)?.[1];
  return label === undefined ? null : completeLabel(caret, label.length);
}

const ISSUE = /(?<![\w/#&])#(\d{1,9})\b/g;

/** What commits since the last tag mention comes first: it is what is being written about. */
function completeIssue({ view, offset }: Caret, length: number): readonly Completion[] {
  const start = offset - length;
  const committed = new Set(commitTexts(view).flatMap((text) => [...text.matchAll(ISSUE)].map(([, number]) => number)));
  const mentioned = new Set<string | undefined>();
  for (const { 1: number, index } of view.source.text.matchAll(ISSUE)) if (index !== start) mentioned.add(number);
  const list = (numbers: Iterable<string | undefined>, detail: string): readonly Completion[] =>
    [...numbers]
      .sort((a, b) => Number(b) - Number(a))
      .map((number) => ({ ...reference(`#${number}`, detail), span: { start, end: offset } }));
  const fresh = [...committed].filter((number) => !mentioned.has(number));
  return [
    ...list(fresh, 'Mentioned in a commit since the last tag'),
    ...list(mentioned, 'Mentioned in this changelog'),
  ].slice(0, LIMIT);
}

function commitTexts({ ledger: { ledger } }: View): readonly string[] {
  return ledger && isKnown(ledger.pending)
    ? ledger.pending.commits.flatMap(({ subject, body }) => [subject, body])
    : [];
}

function completeLabel({ view, offset, after }: Caret, length: number): readonly Completion[] {
  // Editors close brackets by themselves; the one behind the caret is part of what is written.
  const span = { start: offset - length, end: offset + (after.startsWith(']') ? 1 : 0) };
  return definedLabels(view.check.changelog).map(({ label, url }) => ({ ...reference(`${label}]`, url), label, span }));
}

function definedLabels({
  source: { text },
  definitions,
}: Changelog): readonly { readonly label: string; readonly url: string }[] {
  return definitions
    .slice(0, LIMIT)
    .map(({ label, url }) => ({ label: text.slice(label.start, label.end), url: text.slice(url.start, url.end) }));
}

function reference(text: string, detail: string): Omit<Completion, 'span'> {
  return { kind: 'reference', label: text, detail, documentation: [], text, snippet: null };
}
