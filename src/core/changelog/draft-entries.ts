import { draftEntry } from '../ledger/draft-entry.ts';
import type { CommitFact } from '../ledger/facts.ts';
import type { Policy } from '../policy/policy.ts';
import { compareVersions, type Version } from '../version/version.ts';
import { type AddEntryRefusal, addEntry } from './add-entry.ts';
import type { Changelog } from './model.ts';
import { parseChangelog } from './parse.ts';
import { foldText, speaksOf } from './speaks-of.ts';

/** What `changelog/draft-in-release` looks for: that nobody has read the text yet. It is not shown where Markdown is. */
export const DRAFT_MARK = '<!-- draft -->';

export interface DraftRequest {
  /** Newest first. */
  readonly commits: readonly CommitFact[];
  /** The version that the commits come after; null where there is none. */
  readonly since: Version | null;
}

export interface DraftedEntry {
  /** The category's heading, as the changelog writes it; where that writes none, the one that the commit tells. */
  readonly category: string;
  /** Its text, without the marks. */
  readonly text: string;
  readonly breaking: boolean;
  /** The full name of the commit it comes from. */
  readonly commit: string;
}

/** Commits that no entry was drafted from, by why. */
export interface LeftOut {
  /** Merges, releases, housekeeping, and what bots have updated. */
  readonly unnoticed: number;
  /** Taken back by a later commit, or the commit that takes back. */
  readonly reverted: number;
  /** An entry says so already. */
  readonly recorded: number;
  /** Their subject cannot stand in this changelog. */
  readonly refused: number;
}

export interface Drafts {
  /** Oldest first. */
  readonly entries: readonly DraftedEntry[];
  readonly leftOut: LeftOut;
  /** The changelog's text with them. */
  readonly text: string;
  /** Why the first one that was refused was; null where none was. */
  readonly refusal: AddEntryRefusal | null;
}

/**
 * Drafts entries under Unreleased from commits (Keep a Changelog 2.0.0: machines can draft, humans curate), each with a mark
 * that says so. What was reverted meanwhile, what an entry says already and what users do not notice is left out.
 *
 * **Invariant:** every line that was there stays, but for an entry that only says “Nothing”.
 */
export function draftEntries(changelog: Changelog, { commits, since }: DraftRequest, policy: Policy): Drafts {
  const { standing, reverted } = withoutReverts(commits);
  let present = foldText(recordedSince(changelog, since));
  const { top, rest } = cutOlder(changelog, policy);
  let current = top;
  const entries: DraftedEntry[] = [];
  let [unnoticed, recorded, refused] = [0, 0, 0];
  let refusal: AddEntryRefusal | null = null;
  for (const commit of [...standing].reverse()) {
    const draft = draftEntry(commit);
    if (!draft || (isByBot(commit) && !draft.breaking)) {
      unnoticed++;
      continue;
    }
    const text = escapeMarkdown(draft.text);
    if (speaksOf(present, text)) {
      recorded++;
      continue;
    }
    // Keep a Changelog 2.0.0 marks breaking changes under Changed and Removed.
    const wanted = draft.breaking && draft.category !== 'Removed' ? 'Changed' : draft.category;
    const category = categoryFor(wanted, policy);
    const request = { category, text: `${text} ${DRAFT_MARK}`, breaking: draft.breaking };
    const added = addEntry(current, request, policy);
    if ('code' in added) {
      refused++;
      refusal ??= added;
      continue;
    }
    current = parseChangelog(added.text, policy.changelog);
    present += ` ${foldText(text)}`;
    entries.push({ category: added.category ?? category, text, breaking: draft.breaking, commit: commit.id });
  }
  return { entries, leftOut: { unnoticed, reverted, recorded, refused }, text: current.source.text + rest, refusal };
}

/** So many releases tell how a changelog is written; the others would only be read again for each draft. */
const TELLING = 10;

/** The changelog down to some releases below Unreleased, and the text of the older ones, where nothing is added. */
function cutOlder(
  changelog: Changelog,
  { changelog: policy }: Policy,
): { readonly top: Changelog; readonly rest: string } {
  const { releases, source } = changelog;
  const unreleased = releases.findIndex((release) => release.unreleased);
  const older = releases[Math.max(TELLING, unreleased + 2)];
  if (!older) return { top: changelog, rest: '' };
  const { start } = older;
  return { top: parseChangelog(source.text.slice(0, start), policy), rest: source.text.slice(start) };
}

/** A revert takes back what it names, and is itself no change then; a reverted revert takes back nothing. */
function withoutReverts(commits: readonly CommitFact[]): {
  readonly standing: readonly CommitFact[];
  readonly reverted: number;
} {
  const gone = new Set<CommitFact>();
  for (const [index, commit] of commits.entries()) {
    if (gone.has(commit)) continue;
    const target = revertedBy(commit, commits.slice(index + 1));
    if (!target) continue;
    gone.add(commit);
    gone.add(target);
  }
  return { standing: commits.filter((commit) => !gone.has(commit)), reverted: gone.size };
}

/** By the commit's name, as git writes it into the body; else by its subject. */
function revertedBy({ subject, body }: CommitFact, older: readonly CommitFact[]): CommitFact | undefined {
  const quoted =
    /^Revert "(.+)"(?: \(#\d+\))?$/.exec(subject)?.[1] ?? /^revert(?:\([^()]*\))?!?: (.+)$/i.exec(subject)?.[1];
  if (quoted === undefined) return undefined;
  const name = /\b(?:reverts commit|refs?:?) ([0-9a-f]{7,64})\b/i.exec(body)?.[1];
  const byName = name === undefined ? undefined : older.find(({ id }) => id.startsWith(name));
  return byName ?? older.find((each) => each.subject === quoted || withoutNumber(each.subject) === quoted);
}

/** A squash merge adds the number of its pull request to the subject. */
function withoutNumber(subject: string): string {
  return subject.replace(/ \(#\d+\)$/, '');
}

/** The text of all that a tag of `since` could not have recorded. */
function recordedSince({ releases, source }: Changelog, since: Version | null): string {
  const newer = releases.filter(
    ({ unreleased, version }) =>
      unreleased || since === null || (version !== null && compareVersions(version, since) > 0),
  );
  return newer.map(({ start, end }) => source.text.slice(start, end)).join('\n');
}

function isByBot({ authorName, subject }: CommitFact): boolean {
  return /\[bot\]$|^(?:dependabot|renovate)\b/i.test(authorName) || /^bump \S+ from \S+ to \S+/i.test(subject);
}

/** What would be HTML, or start a block of its own, is meant as it reads; code spans are left alone. */
function escapeMarkdown(text: string): string {
  const parts = text.split(/(`[^`]*`)/);
  const escaped = parts
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/<(?=[A-Za-z/!?])/g, '\\<')))
    .join('');
  return escaped.replace(/^(?=[#>+*-](?:\s|$))/, '\\').replace(/^(\d+)(?=[.)]\s)/, '$1\\');
}

/** A policy may have other categories than the standard's: then the changes that are no others stand in its first one. */
function categoryFor(wanted: string, { changelog: { categories } }: Policy): string {
  const changes = categories.filter(({ kind }) => kind === 'change');
  const known = [wanted, 'Changed'].find((name) =>
    changes.some((each) => each.name === name || each.aliases.includes(name)),
  );
  return known ?? changes[0]?.name ?? wanted;
}
