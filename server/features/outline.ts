import { type Entry, lineAt, lineEnd, type Release, type Section, type Span } from '../../src/core/index.ts';
import { toEntryLabel } from '../plain-text.ts';
import type { View } from '../view.ts';

/** A line of the outline: releases hold categories, categories hold entries. */
export interface OutlineItem {
  readonly kind: 'unreleased' | 'release' | 'category' | 'entry' | 'setting';
  readonly name: string;
  readonly detail: string;
  readonly span: Span;
  /** What is selected when the item is chosen; inside of `span`. */
  readonly selection: Span;
  /** A release that was taken back. */
  readonly yanked: boolean;
  readonly children: readonly OutlineItem[];
}

export function outline(view: View): readonly OutlineItem[] {
  return view.check.changelog.releases.map((release) => toRelease(view, release));
}

function toRelease(view: View, release: Release): OutlineItem {
  const entries = release.looseEntries.map((entry) => toEntry(view, entry));
  const sections = release.sections.map((section) => toSection(view, section));
  return {
    kind: release.unreleased ? 'unreleased' : 'release',
    name: named(release.label),
    detail: [release.dateText, release.yanked ? 'yanked' : null, release.title]
      .filter((part) => part !== null)
      .join(' · '),
    span: { start: release.heading.start, end: Math.max(release.heading.end, release.end) },
    selection: release.heading.text,
    yanked: release.yanked,
    children: [...entries, ...sections],
  };
}

function toSection(view: View, section: Section): OutlineItem {
  const count = section.entries.length;
  return {
    kind: 'category',
    name: named(section.name),
    detail: count === 1 ? '1 entry' : `${count} entries`,
    span: { start: section.heading.start, end: Math.max(section.heading.end, section.end) },
    selection: section.heading.text,
    yanked: false,
    children: section.entries.map((entry) => toEntry(view, entry)),
  };
}

function toEntry({ source }: View, entry: Entry): OutlineItem {
  const start = Math.min(entry.contentStart, entry.end);
  const end = Math.max(start, Math.min(entry.end, lineEnd(source, lineAt(source, start))));
  return {
    kind: 'entry',
    name: named(toEntryLabel(source, entry)),
    detail: '',
    span: entry,
    selection: { start, end },
    yanked: false,
    children: [],
  };
}

/** Editors take an item without a name for an error of the server. */
function named(text: string): string {
  return text.trim() || '(empty)';
}
