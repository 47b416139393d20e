import type { CommitFact } from './facts.ts';

/** What a changelog could say of a commit; its writer has the last word. */
export interface DraftEntry {
  /** One of the standard's six. */
  readonly category: DraftCategory;
  /** One line of Markdown, without list marker and without the mark of a breaking change. */
  readonly text: string;
  readonly breaking: boolean;
}

export type DraftCategory = 'Added' | 'Changed' | 'Deprecated' | 'Removed' | 'Fixed' | 'Security';

/** The types of Conventional Commits 1.0.0 and of its usual presets; null for changes that users do not notice. */
const TYPES: ReadonlyMap<string, DraftCategory | null> = new Map([
  ['feat', 'Added'],
  ['feature', 'Added'],
  ['add', 'Added'],
  ['fix', 'Fixed'],
  ['bugfix', 'Fixed'],
  ['hotfix', 'Fixed'],
  ['perf', 'Changed'],
  ['change', 'Changed'],
  ['revert', 'Changed'],
  ['deprecate', 'Deprecated'],
  ['remove', 'Removed'],
  ['security', 'Security'],
  ['sec', 'Security'],
  ['build', null],
  ['chore', null],
  ['ci', null],
  ['deps', null],
  ['docs', null],
  ['refactor', null],
  ['release', null],
  ['style', null],
  ['test', null],
  ['tests', null],
  ['wip', null],
]);

/** How subjects without a type begin, in the imperative or in the past. */
const VERBS: readonly (readonly [RegExp, DraftCategory])[] = [
  [/^(?:add(?:s|ed)?|introduc(?:e[sd]?)|support(?:s|ed)?|implement(?:s|ed)?)\b/i, 'Added'],
  [/^(?:fix(?:e[sd])?|correct(?:s|ed)?|repair(?:s|ed)?|resolve[sd]?)\b/i, 'Fixed'],
  [/^(?:remove[sd]?|drop(?:s|ped)?|delete[sd]?)\b/i, 'Removed'],
  [/^deprecate[sd]?\b/i, 'Deprecated'],
];

const PREFIX = /^([A-Za-z]{2,20})(?:\(([^()]{0,100})\))?(!)?:[ \t]+(?=\S)/;
/** What releasing itself leaves behind is no change: `Release v1.2.0`, `v1.2.0`, `Bump version to 1.2.0`. */
const RELEASING =
  /^(?:prepare |cut )?(?:release|version|bump version(?: to)?|bump to)\b[\s:]*\S{0,40}\d|^release (?:new )?versions?\b|^(?:prepare|cut|publish)\b.{0,80}\brelease$|^v?\d+\.\d+(?:\.\d+)?\S{0,40}(?: \(#\d+\))?$/i;
const BREAKING_FOOTER = /^BREAKING[ -]CHANGE:[ \t]/m;
/** Control characters end or hide lines; marks of direction make a line read as something that it is not. */
const HIDDEN = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/gu;

/**
 * Makes an entry of a commit by its subject: the type of Conventional Commits gives the category, else the verb it starts
 * with, and `Changed` where neither tells.
 *
 * @returns null for merges, for what releasing left behind, for fixups, and for types that users do not notice unless they break.
 */
export function draftEntry({
  subject,
  body,
  parents,
}: Pick<CommitFact, 'subject' | 'body' | 'parents'>): DraftEntry | null {
  const line = subject.replace(HIDDEN, ' ').replace(/\s+/g, ' ').trim();
  if (line === '' || parents.length > 1 || RELEASING.test(line) || /^(?:fixup|squash|amend)!/.test(line)) return null;
  const prefix = PREFIX.exec(line);
  const type = prefix?.[1]?.toLowerCase() ?? '';
  const known = prefix !== null && TYPES.has(type);
  const breaking = (known && prefix[3] !== undefined) || BREAKING_FOOTER.test(body);
  const words = known ? line.slice(prefix[0].length) : line;
  const scope = known ? (prefix[2]?.trim() ?? '') : '';
  // A scope of releases and dependencies is housekeeping under any type.
  if (known && !breaking && (TYPES.get(type) === null || /^(?:release|deps(?:-dev)?)$/i.test(scope))) return null;
  const category = (known ? TYPES.get(type) : VERBS.find(([verb]) => verb.test(words))?.[1]) ?? 'Changed';
  const text = scope === '' ? capitalize(words) : `${capitalize(scope)}: ${words}`;
  return { category: breaking && category === 'Added' ? 'Changed' : category, text: withoutFullStop(text), breaking };
}

/** A word in lower case only: `iOS` and `npm@10` stay as they are. */
function capitalize(text: string): string {
  return /^[a-z]+(?=[\s,:;.]|$)/.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}

function withoutFullStop(text: string): string {
  return /[^.]\.$/.test(text) ? text.slice(0, -1) : text;
}
