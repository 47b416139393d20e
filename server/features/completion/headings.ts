import { type Changelog, type Release, STANDARD_CATEGORIES, type StandardCategory } from '../../../src/core/index.ts';
import type { View } from '../../view.ts';
import { meaningOf } from '../category-meanings.ts';
import { describeNext, nextRelease } from '../next-release.ts';
import { type Caret, type Completion, escapeSnippet } from './suggestion.ts';

/** Completes a heading that is being written, or that could be on an empty line; null elsewhere. */
export function completeHeading(caret: Caret): readonly Completion[] | null {
  const written = /^ {0,3}(#{0,6})(?:[ \t]+\[?[^#]*)?$/.exec(caret.before);
  if (!written || (written[1] === '' && caret.before.trim() !== '') || !/^\]?\s*$/.test(caret.after)) return null;
  const hashes = (written[1] as string).length;
  const { changelog } = caret.view.check;
  const isFixed = /[ \t]$/.test(caret.before) || caret.before.trim().length > hashes;
  const fits = (level: number): boolean => hashes === 0 || (isFixed ? hashes === level : hashes <= level);
  const categoryLevel = categoryLevelOf(caret.view);
  return [
    ...(fits(categoryLevel) ? completeCategories(caret, categoryLevel) : []),
    ...(fits(changelog.releaseLevel) ? completeReleases(caret, changelog.releaseLevel) : []),
  ];
}

function completeReleases(caret: Caret, level: number): readonly Completion[] {
  const { view } = caret;
  const { releases, vocabulary } = view.check.changelog;
  const hashes = '#'.repeat(level);
  const completions: Completion[] = [];
  const next = nextRelease(view);
  if (next) {
    const text = `${hashes} ${writeReleaseHeading(view, next.next)}`;
    completions.push({
      ...replacingLine(caret, text),
      kind: 'release',
      detail: `Next version (${next.level}), today`,
      documentation: describeNext(view),
    });
  }
  if (!releases.some((release) => release.unreleased)) {
    const text = `${hashes} [${vocabulary.unreleased[0] ?? 'Unreleased'}]`;
    completions.push({
      ...replacingLine(caret, text),
      kind: 'release',
      detail: 'What is not released yet',
      documentation: [{ kind: 'text', text: 'The section that stands first and takes in every change as it is made.' }],
    });
  }
  return completions;
}

/** The heading of a new release: like the newest one that has a date, in the standard's form where there is none. */
export function writeReleaseHeading({ source: { text }, today, check: { changelog } }: View, version: string): string {
  for (const { heading, label, labelSpan, dateSpan, date, form, version: known } of changelog.releases) {
    if (!known || !dateSpan || date === null || form.inlineUrl || dateSpan.start < labelSpan.end) continue;
    // A prefix may be part of the label, as in `v1.0.0`.
    if (!label.endsWith(known.raw)) continue;
    const before = text.slice(heading.text.start, labelSpan.end - known.raw.length);
    const between = text.slice(labelSpan.end, dateSpan.start);
    return `${before}${version}${between}${today}${form.parenthesised ? ')' : ''}`;
  }
  return `[${version}] - ${today}`;
}

function completeCategories(caret: Caret, level: number): readonly Completion[] {
  const { view, offset } = caret;
  const { changelog } = view.check;
  const release = changelog.releases.findLast(({ heading }) => heading.end <= offset);
  if (!release) return [];
  const present = presentCategories(release, caret);
  const { eol } = view.source;
  return view.policy.changelog.categories
    .filter(({ name }) => !present.has(name))
    .map(({ name }) => {
      const text = `${'#'.repeat(level)} ${writeCategory(changelog, name)}`;
      const meaning = meaningOf(name);
      return {
        ...replacingLine(caret, text),
        snippet: `${escapeSnippet(text)}${eol}${eol}- $0`,
        kind: 'category',
        detail: 'Category',
        documentation: meaning === null ? [] : [{ kind: 'text', text: meaning }],
      };
    });
}

/** The categories that the release has already; the heading that is being written is none of them. */
function presentCategories({ sections }: Release, { lineStart, offset }: Caret): ReadonlySet<string> {
  const others = sections.filter(({ heading }) => heading.start < lineStart || heading.start > offset);
  return new Set(others.flatMap(({ category }) => category ?? []));
}

/** The category's name in the changelog's language. */
function writeCategory({ vocabulary }: Changelog, name: string): string {
  const standard = STANDARD_CATEGORIES.find((each) => each === name) as StandardCategory | undefined;
  return (standard && vocabulary.language !== 'en' ? vocabulary.categories[standard][0] : undefined) ?? name;
}

function categoryLevelOf({ policy, check: { changelog } }: View): number {
  if (policy.changelog.categoryLevel !== 'auto') return policy.changelog.categoryLevel;
  const section = changelog.releases.flatMap(({ sections }) => sections)[0];
  return section?.heading.level ?? changelog.releaseLevel + 1;
}

function replacingLine(
  { lineStart, before, after, offset }: Caret,
  text: string,
): Pick<Completion, 'label' | 'text' | 'span' | 'snippet'> {
  const indentation = before.length - before.trimStart().length;
  return { label: text, text, span: { start: lineStart + indentation, end: offset + after.length }, snippet: null };
}
