import { componentOf } from '../../../src/core/changelog/component.ts';
import { gatherLinks, type LinkedRelease } from '../../../src/core/changelog/links/gather-links.ts';
import { foldLabel } from '../../../src/core/changelog/links/label.ts';
import {
  compareUrl,
  compareWithHeadUrl,
  findLinkPattern,
  type LinkPattern,
  tagOf,
  tagUrl,
} from '../../../src/core/changelog/links/link-pattern.ts';
import { type Changelog, parseChangelog } from '../../../src/core/index.ts';
import { ledgersOf, releaseId } from '../../../src/core/ledger/components.ts';
import type { GatheredLedger } from '../../../src/core/ledger/gather.ts';
import { linkPatternOfRemote } from '../../../src/core/ledger/link-pattern-of-remote.ts';
import { versionKey } from '../../../src/core/version/version-key.ts';
import type { Caret, Completion } from './suggestion.ts';

/** Completes a link definition at the start of a line behind the entries, where they stand; null elsewhere. */
export function completeDefinition(caret: Caret): readonly Completion[] | null {
  const written = /^ {0,3}\[([^\]]*)(?:\]:[ \t]*(\S*))?$/.exec(caret.before);
  const { changelog } = caret.view.check;
  if (!written || !/^\]?$/.test(caret.after.trim()) || !isBehindEntries(changelog, caret.offset)) return null;
  const start = caret.lineStart + caret.before.indexOf('[');
  const span = { start, end: caret.offset + caret.after.length };
  const label = written[2] === undefined ? null : foldLabel(written[1] as string);
  return missingDefinitions(withoutLine(caret), caret.view.ledger.ledger)
    .filter((missing) => label === null || foldLabel(missing.label) === label)
    .map(({ label: name, url }) => {
      const text = `[${name}]: ${url}`;
      return {
        kind: 'definition',
        label: text,
        detail: 'Link of the release',
        documentation: [],
        span,
        text,
        snippet: null,
      };
    });
}

function isBehindEntries({ releases }: Changelog, offset: number): boolean {
  const last = releases.at(-1);
  const entry =
    last?.sections.findLast(({ entries }) => entries.length > 0)?.entries.at(-1) ?? last?.looseEntries.at(-1);
  return last !== undefined && offset > (entry?.end ?? last.heading.end);
}

/** The changelog as it is but for the line being written: half a definition makes a paragraph of those below it. */
function withoutLine({ view: { source, policy }, lineStart, offset, after }: Caret): Changelog {
  const text = source.text.slice(0, lineStart) + source.text.slice(offset + after.length);
  return parseChangelog(text, policy.changelog);
}

/**
 * The releases whose headings refer to a label that is not defined, each with its URL: as its neighbours' links are written,
 * where there are none by the page of the remote, with the names that the tags really have.
 */
function missingDefinitions(
  changelog: Changelog,
  ledger: GatheredLedger | null,
): readonly { readonly label: string; readonly url: string }[] {
  const links = gatherLinks(changelog);
  const remote = ledger && linkPatternOfRemote(ledger);
  const known = ledger ? ledgersOf(ledger).flatMap(({ releases }) => releases) : [];
  const names = new Map(known.flatMap((each) => (each.tags[0] ? [[releaseId(each), each.tags[0].name]] : [])));
  return links.flatMap((each, i) => {
    if (each.reference === null || each.definition) return [];
    const pattern = findLinkPattern(links, i) ?? remote;
    return pattern ? [{ label: each.reference, url: suggestUrl(links, i, pattern, names) }] : [];
  });
}

/** Keep a Changelog 2.0.0: Unreleased compares the newest tag with the head, a version the one before with its own, the oldest is its tag. */
function suggestUrl(
  links: readonly LinkedRelease[],
  index: number,
  pattern: LinkPattern,
  names: ReadonlyMap<string, string>,
): string {
  const tagName = (linked: LinkedRelease): string => {
    const { version } = linked.release;
    const component = componentOf(linked.release);
    const real = version && names.get(releaseId({ component, key: versionKey(version) }));
    return real ? encodeRef(real) : tagOf(linked, pattern);
  };
  const each = links[index] as LinkedRelease;
  const previous = links
    .slice(index + 1)
    .find(
      ({ release }) =>
        release.version && (each.release.unreleased || componentOf(release) === componentOf(each.release)),
    );
  if (each.release.unreleased && previous) return compareWithHeadUrl(pattern, tagName(previous));
  const tag = tagName(each);
  return previous ? compareUrl(pattern, tagName(previous), tag) : tagUrl(pattern, tag);
}

/** A tag's name as a part of a path: what a ref may hold and a URL may not is escaped. */
function encodeRef(name: string): string {
  return encodeURIComponent(name).replace(/%(?:2F|40|3A|2B|2C)/g, decodeURIComponent);
}
