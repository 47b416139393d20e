import { findBreakingMarker, isBreaking } from '../../src/core/changelog/breaking.ts';
import type { Changelog, Definition, Release, Section, Span } from '../../src/core/index.ts';
import type { Frozen } from '../../src/core/ledger/frozen.ts';
import type { GatheredLedger } from '../../src/core/ledger/gather.ts';
import { isKnown, type LedgerRelease } from '../../src/core/ledger/ledger.ts';
import type { Block } from '../markup.ts';
import type { View } from '../view.ts';
import { countEntries, describeAge } from './age.ts';
import { meaningOfSection } from './category-meanings.ts';
import { findAt, touches } from './find.ts';
import { definitionOf, labelAt, linkAt } from './links.ts';
import { describeNext } from './next-release.ts';
import {
  describeFrozen,
  describePending,
  describeTag,
  describeVersionFiles,
  knowsAllTags,
  ledgerReleaseOf,
} from './release-tag.ts';

/** What is shown while the pointer rests on a span. */
export interface HoverText {
  readonly span: Span;
  readonly blocks: readonly Block[];
}

/** Compares a release's section with what its own tag has; that text may have to be read. */
export type CompareWithTag = (ledger: GatheredLedger, release: LedgerRelease) => Promise<Frozen>;

export async function hover(view: View, offset: number, compareWithTag: CompareWithTag): Promise<HoverText | null> {
  const { changelog } = view.check;
  const { release, section, entry } = findAt(changelog, offset);
  if (release && touches(release.heading, offset))
    return { span: release.heading.text, blocks: await describeRelease(view, release, compareWithTag) };
  if (section && touches(section.heading, offset))
    return { span: section.heading.text, blocks: describeSection(view, section) };
  const marker = entry && findBreakingMarker(view.source.text, entry);
  if (marker && touches(marker, offset))
    return { span: marker, blocks: BREAKING.map((each) => ({ ...each, text: view.say(each.text) })) };
  return describeLink(changelog, offset);
}

async function describeRelease(
  view: View,
  release: Release,
  compareWithTag: CompareWithTag,
): Promise<readonly Block[]> {
  const { changelog } = view.check;
  if (release.unreleased) {
    return [
      { kind: 'title', text: release.label },
      { kind: 'text', text: describeEntries(view, release) },
      ...(view.ledger.ledger ? describePending(view.ledger.ledger, view.say) : []),
      ...describeNext(view),
    ];
  }
  const definition = definitionOf(changelog, release.label);
  return [
    { kind: 'title', text: [release.label, release.title].filter(Boolean).join(' – ') },
    { kind: 'text', text: describeDate(release, view) },
    ...(await describeRecords(view, release, compareWithTag)),
    { kind: 'text', text: describeEntries(view, release) },
    ...(release.yanked
      ? [{ kind: 'text', text: view.say('Yanked: it was taken back and should not be used.') } as const]
      : []),
    ...(definition ? [describeUrl(changelog, definition)] : []),
  ];
}

/** What git and the version files say of a release; nothing where they were not asked. */
async function describeRecords(
  view: View,
  release: Release,
  compareWithTag: CompareWithTag,
): Promise<readonly Block[]> {
  const { ledger } = view.ledger;
  const known = ledger && ledgerReleaseOf(ledger, release);
  if (!ledger || !known) return [];
  const files = describeVersionFiles(ledger, known, view.say);
  if (!isKnown(ledger.repository)) return files;
  const [first] = known.tags;
  if (!first) return knowsAllTags(view) ? [{ kind: 'text', text: view.say('Not tagged.') }, ...files] : files;
  const frozen = describeFrozen(await compareWithTag(ledger, known), first.name, view.say);
  const tags = known.tags.map((tag) => ({ kind: 'text', text: describeTag(tag, view.say) }) as const);
  return [...tags, { kind: 'text', text: frozen }, ...files];
}

function describeDate({ date, dateText }: Release, { today, say }: View): string {
  if (date !== null) return say('Released on {0}, {1}', date, describeAge(date, today, say));
  if (dateText === null) return say('Without a date');
  return say('Its date “{0}” is none of the calendar, expected YYYY-MM-DD', dateText);
}

/** "7 entries: 3 Added, 4 Fixed; 1 breaking" */
function describeEntries({ source, say }: View, { sections, looseEntries }: Release): string {
  const entries = [...looseEntries, ...sections.flatMap((section) => section.entries)];
  if (entries.length === 0) return say('No entries');
  const parts = sections
    .filter((section) => section.entries.length > 0)
    .map((section) => `${section.entries.length} ${section.name}`);
  const breaking = entries.filter((entry) => isBreaking(source.text, entry)).length;
  const counted = countEntries(entries.length, say);
  const all = parts.length > 0 ? `${counted}: ${parts.join(', ')}` : counted;
  return breaking > 0 ? say('{0}; {1} breaking', all, breaking) : all;
}

const LEVELS = {
  major: 'Its entries ask for a major version.',
  minor: 'Its entries ask for a minor version at least.',
  patch: 'Its entries ask for a patch version at least.',
  none: 'Its entries ask for no new version.',
} as const;

function describeSection({ policy, say }: View, section: Section): readonly Block[] {
  const meaning = meaningOfSection(section);
  const category = policy.changelog.categories.find(({ name }) => name === section.category);
  return [
    { kind: 'title', text: section.name },
    {
      kind: 'text',
      text: say(
        meaning ?? (category ? 'A category of this project’s policy.' : 'No category of this project’s policy.'),
      ),
    },
    { kind: 'text', text: countEntries(section.entries.length, say) },
    ...(category ? [{ kind: 'text', text: say(LEVELS[category.bump]) } as const] : []),
  ];
}

const BREAKING = [
  { kind: 'title', text: 'Breaking change' },
  {
    kind: 'text',
    text: 'Whoever updates has something to do. The entry says what breaks; long instructions are linked.',
  },
  { kind: 'text', text: 'By Semantic Versioning it asks for a major version; before 1.0.0, for a minor one.' },
] as const;

function describeLink(changelog: Changelog, offset: number): HoverText | null {
  const { text } = changelog.source;
  const place = labelAt(changelog, offset);
  if (place) {
    const label = text.slice(place.span.start, place.span.end);
    const definition = definitionOf(changelog, label);
    if (definition) return { span: place.whole, blocks: [describeUrl(changelog, definition)] };
    return null;
  }
  const link = linkAt(changelog, offset);
  return link?.url ? { span: link, blocks: [{ kind: 'code', text: text.slice(link.url.start, link.url.end) }] } : null;
}

/** URLs are shown as text: what a file says is nothing to click on in a hover. */
function describeUrl({ source: { text } }: Changelog, { url }: Definition): Block {
  return { kind: 'code', text: text.slice(url.start, url.end) };
}
