import type { Changelog } from '../../../src/core/index.ts';
import type { Caret, Completion } from './completion.ts';

const LIMIT = 200;

/** Completes a reference to an issue that the changelog mentions elsewhere, or to a link that it defines; null elsewhere. */
export function completeReference(caret: Caret): readonly Completion[] | null {
  const issue = /(?:^|[\s([])(#\d*)$/.exec(caret.before)?.[1];
  if (issue !== undefined && caret.before.trim() !== issue) return completeIssue(caret, issue.length);
  const label = /(?:^|[^\\\]!])\[([^[\]]*)$/.exec(caret.before)?.[1];
  return label === undefined ? null : completeLabel(caret, label.length);
}

function completeIssue({ view, offset }: Caret, length: number): readonly Completion[] {
  const start = offset - length;
  const numbers = new Set<string>();
  for (const { 1: number, index } of view.source.text.matchAll(/(?<![\w/#&])#(\d{1,9})\b/g))
    if (index !== start) numbers.add(number as string);
  return [...numbers]
    .sort((a, b) => Number(b) - Number(a))
    .slice(0, LIMIT)
    .map((number) => ({ ...reference(`#${number}`, 'Mentioned in this changelog'), span: { start, end: offset } }));
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
