import type { Definition } from '../../markdown/blocks.ts';
import type { Policy } from '../../policy/policy.ts';
import { type Refusal, refusal } from '../../refusal.ts';
import { mergeReleases } from '../../rules/support/merge-releases.ts';
import { mergeRemovals, removeParagraphLines, removeSection } from '../../rules/support/removals.ts';
import { contentOf } from '../../rules/support/section-content.ts';
import { applyEdits, type Edit, sortEdits } from '../../text/edit.ts';
import { lineEnd, lineText } from '../../text/source.ts';
import { parseVersion, type Version } from '../../version/version.ts';
import { findMainRelease } from '../component.ts';
import { isBlank } from '../entry-style.ts';
import { gatherLinks } from '../links/gather-links.ts';
import { isPending } from '../links/propose-link.ts';
import { readRef } from '../links/ref.ts';
import type { Changelog, Entry, Release, Section } from '../model.ts';
import { isNothing } from '../nothing.ts';
import { parseChangelog } from '../parse.ts';
import { beforeRelease } from './blank-lines.ts';
import { headingLike } from './heading-like.ts';
import { type LinkOptions, linkRelease, type ReleaseTags } from './link-release.ts';
import { findRangeLines } from './range-lines.ts';

export interface CutRequest extends LinkOptions {
  readonly version: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** Written below the heading where the section has no title; null for none. */
  readonly title: string | null;
}

export type CutRefusal = Refusal<'no-unreleased' | 'empty-unreleased' | 'unreleased-beside-section'>;

/**
 * Makes a release of what stands under Unreleased (Keep a Changelog 2.0.0, “How can I reduce the effort required to maintain a
 * changelog?”): its heading is written below that of Unreleased, which stays where it is and starts afresh; the new version is
 * linked, and Unreleased compared with it. A section that the version has already is dated instead; what came under Unreleased
 * since it was begun goes into it.
 *
 * Categories that say nothing, or “Nothing yet!”, stay behind under Unreleased: they are its outline. Every other byte stays.
 *
 * @returns the new text, or why there is nothing to release.
 */
export function cutSection(changelog: Changelog, request: CutRequest): string | CutRefusal {
  const wanted = parseVersion(request.version) as Version;
  const unreleased = changelog.releases.find((each) => each.unreleased) ?? null;
  const own = findMainRelease(changelog.releases, wanted);
  if (own && unreleased && isPending(own) && saysAnything(changelog, unreleased)) {
    const joined = mergeReleases(changelog, unreleased, own, request.policy);
    if (joined)
      return cutSection(parseChangelog(applyEdits(changelog.source.text, joined), request.policy.changelog), request);
  }
  const edits = own ? dateSection(changelog, own, unreleased, request) : openSection(changelog, unreleased, request);
  if ('code' in edits) return edits;
  const text = applyEdits(changelog.source.text, edits);
  return linkRelease(text, ({ releases }) => findMainRelease(releases, wanted) ?? undefined, request);
}

/** True where a release says something: an entry, or text in a category of notes. “Nothing.” says nothing. */
export function saysAnything(changelog: Changelog, { looseEntries, sections, summary }: Release): boolean {
  const { text } = changelog.source;
  const says = ({ contentStart, end }: Entry): boolean => !isNothing(text.slice(contentStart, end).trim());
  if (summary !== null || looseEntries.some(says)) return true;
  return sections.some(
    (each) => contentOf(changelog, each) !== null && (each.entries.length === 0 || each.entries.some(says)),
  );
}

function openSection(
  changelog: Changelog,
  unreleased: Release | null,
  { version, date, title, policy, tags }: CutRequest,
): readonly Edit[] | CutRefusal {
  const add = 'Add an entry: release-ledger add CATEGORY TEXT';
  const [top] = changelog.releases;
  if (!unreleased && top?.version && isPending(top)) {
    const message = `the changelog has no Unreleased section to release: what comes next stands under ${top.label}`;
    return refusal(
      'no-unreleased',
      message,
      `Release that version, ${top.version.raw}, or call its section Unreleased`,
    );
  }
  if (!unreleased) return refusal('no-unreleased', 'the changelog has no Unreleased section to release', add);
  if (!saysAnything(changelog, unreleased)) return refusal('empty-unreleased', 'nothing stands under Unreleased', add);
  const { source } = changelog;
  const { eol } = source;
  // Where the policy asks for a category in every release, “None” is what is to be said there.
  const { requiredCategories } = policy.changelog;
  const isStated = (section: Section): boolean =>
    contentOf(changelog, section) !== null && requiredCategories.includes(section.category ?? section.name);
  const empty = unreleased.sections.filter((section) => saysNothing(changelog, section) && !isStated(section));
  const outline = empty.length > 0 ? unreleased.sections : [];
  // Where “Nothing yet!” stands in the categories without entries, it comes to stand in those that lose theirs.
  const nothing = empty.map((section) => linesBelow(changelog, section)).find((lines) => lines.length > 0) ?? [];
  const headings = outline.flatMap((section) => [
    '',
    lineText(source, section.heading.line),
    ...(empty.includes(section) ? linesBelow(changelog, section) : nothing),
  ]);
  const name = titleLines(changelog, unreleased, title, policy);
  const link = definitionWithin(changelog, unreleased);
  const ranges = findRangeLines(changelog, unreleased, (base) => tagLike(base, version, tags));
  const definition = link ? ['', source.text.slice(link.start, link.end)] : [];
  const isTight = !isBlank(source, unreleased.heading.lastLine + 1);
  const kept = [...ranges.flatMap(({ next }) => (isTight ? [next] : ['', next])), ...definition];
  const lines = [...kept, ...headings, '', headingLike(changelog, { version, date }, policy), ...name];
  const at = lineEnd(source, unreleased.heading.lastLine);
  const opened: Edit = { start: at, end: at, text: eol + lines.join(eol) + (isTight && name.length > 0 ? eol : '') };
  const removed = empty.map((section) => removeSection(changelog, section));
  if (link) removed.push(removeParagraphLines(changelog, link.line, link.lastLine));
  const removals = mergeRemovals(removed.sort((a, b) => a.start - b.start));
  const ended = ranges.map(({ released }) => released);
  return sortEdits([opened, ...ended, ...removals], source.text.length) ?? [opened];
}

/** The new version's tag, as that one is written where it is known by that name, or where nobody knows. */
function tagLike(base: string, version: string, tags: ReleaseTags | undefined): string {
  const like = `${readRef(base)?.prefix ?? ''}${version}`;
  return !tags || tags.exists(like) ? like : tags.nameOf(parseVersion(version) as Version);
}

/** True for a category without content, and for one whose only entry or text is “Nothing yet!”. */
function saysNothing(changelog: Changelog, section: Section): boolean {
  const content = contentOf(changelog, section);
  if (!content || section.entries.length > 1) return content === null;
  const [only] = section.entries;
  const { text } = changelog.source;
  if (only && (only.start > content.start || only.end < content.end)) return false;
  return isNothing(text.slice(only?.contentStart ?? content.start, content.end));
}

/** What stands below a category's heading, blank lines before it included. */
function linesBelow(changelog: Changelog, section: Section): readonly string[] {
  const { source } = changelog;
  const content = contentOf(changelog, section);
  if (!content) return [];
  return source.text
    .slice(lineEnd(source, section.heading.lastLine), content.end)
    .split(/\r\n|\r|\n/)
    .slice(1);
}

/** The definition of the link of Unreleased, where the file keeps it in that section, with which it stays. */
function definitionWithin(changelog: Changelog, { index, start, end }: Release): Definition | null {
  const definition = gatherLinks(changelog)[index]?.definition ?? null;
  return definition?.parent === -1 && definition.start >= start && definition.end <= end ? definition : null;
}

function dateSection(
  changelog: Changelog,
  own: Release,
  unreleased: Release | null,
  { version, date, title, policy }: CutRequest,
): readonly Edit[] | CutRefusal {
  if (unreleased && saysAnything(changelog, unreleased)) {
    const hint = `Move what stands under ${unreleased.label} into the section, or the other way round`;
    return refusal(
      'unreleased-beside-section',
      `${version} has a section, and entries stand under Unreleased, too`,
      hint,
    );
  }
  const { eol } = changelog.source;
  const edits: Edit[] = [];
  if (!unreleased && own === changelog.releases[0]) {
    const word = changelog.vocabulary.unreleased[0] ?? 'Unreleased';
    const bracketed = own.form.bracketed && !own.form.inlineUrl;
    const heading = `${'#'.repeat(own.heading.level)} ${bracketed ? `[${word}]` : word}`;
    const at = beforeRelease(changelog, own);
    edits.push({ start: at, end: at, text: heading + eol + eol });
  }
  // What comes next stands above what is out.
  if (unreleased && own.index < unreleased.index) {
    const { text } = changelog.source;
    const section = text.slice(unreleased.start, unreleased.end).trimEnd() + eol + eol;
    const at = beforeRelease(changelog, own);
    edits.push({ start: at, end: at, text: section });
    edits.push({ start: unreleased.start, end: unreleased.end, text: '' });
  }
  if (own.date !== date) {
    const place = own.dateSpan ?? { start: own.heading.text.end, end: own.heading.text.end };
    edits.push({ ...place, text: own.dateSpan ? date : ` - ${date}` });
  }
  const name = titleLines(changelog, own, title, policy);
  const at = lineEnd(changelog.source, own.heading.lastLine);
  if (name.length > 0) edits.push({ start: at, end: at, text: eol + name.join(eol) });
  return edits;
}

/** The title stands in the changelog only where the policy asks for one; elsewhere it belongs to the tag. */
function titleLines(
  changelog: Changelog,
  release: Release,
  title: string | null,
  { changelog: { releaseTitle } }: Policy,
): readonly string[] {
  if (title === null || releaseTitle !== 'required' || release.title !== null) return [];
  return ['', `${'#'.repeat(changelog.releaseLevel + 1)} ${title}`];
}
