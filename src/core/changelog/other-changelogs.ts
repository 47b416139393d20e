import { type Refusal, refusal } from '../refusal.ts';
import type { Changelog } from './model.ts';

const LINK = /\]\(<?([^()\s<>]{1,300})>?\)|^ {0,3}\[[^\]\n]{1,200}\]: *<?([^\s<>]{1,300})/gm;
const NAME = /(?:^|\/)(?:change[-_]?log|changes|history|news|releases)(?:[-_.][\w.-]*)?\.(?:md|markdown)(?:#.*)?$/i;
/** One link may be to where older changes stand. */
const FEWEST = 2;
const SHOWN = 2;
/** A longer file says something of its own. */
const LENGTH_LIMIT = 100_000;

/** Other changelogs that a file leads to which has no section of its own: where packages keep theirs, it is an index of them. */
function listOtherChangelogs({ source: { text }, releases }: Changelog): readonly string[] {
  if (releases.length > 0 || text.length > LENGTH_LIMIT) return [];
  const found = new Set([...text.matchAll(LINK)].map((match) => (match[1] ?? match[2]) as string));
  const others = [...found].filter((target) => NAME.test(target));
  return others.length < FEWEST ? [] : others;
}

/** True for a file without any section, or the name of the format, that only says where the changes are told. */
export function leadsElsewhere({ source: { text }, releases }: Changelog): boolean {
  if (releases.length > 0 || text.length > LENGTH_LIMIT || /keep[ -]?a[ -]?changelog/i.test(text)) return false;
  return text.includes('](') || text.includes('://');
}

/** Why nothing is written into a file that is an index of other changelogs; null for every other file. */
export function checkIndex(changelog: Changelog): Refusal<'not-a-changelog'> | null {
  const others = listOtherChangelogs(changelog);
  if (others.length === 0) return null;
  const more = others.length - SHOWN;
  const names = others.slice(0, SHOWN).join(more > 0 ? ', ' : ' and ') + (more > 0 ? ` and ${more} more` : '');
  const message = `the file is an index of other changelogs: it has no releases, and links to ${names}`;
  const hint = 'Name the one that is meant with --changelog, or in the policy, under changelog.files';
  return refusal('not-a-changelog', message, hint);
}
