/** Says a text in the language of a reader; `{0}`, `{1}` … stand for the values. What has no translation is said in English. */
export type Say = (text: string, ...values: readonly (string | number)[]) => string;

/** Says in the language of a reader what was written in English by something that knows no reader. */
export type SayAgain = (kind: 'titles' | 'obstacles', written: string) => string;

export const leaveInEnglish: SayAgain = (_kind, written) => written;

/** The languages that pages are written in. */
export type PageLanguage = 'en' | 'de';

export const sayInEnglish: Say = (text, ...values) => fill(text, values.map(String));

/** Puts values where a text has their places. */
export function fill(text: string, values: readonly string[]): string {
  return text.replace(/\{(\d)\}/g, (place, at: string) => values[Number(at)] ?? place);
}

/** `1 release`, `3 releases`: a text for one of a thing and one for several. */
export function sayCount(say: Say, count: number, [one, several]: readonly [string, string]): string {
  return say(count === 1 ? one : several, count);
}

/** The reasons that name something; all others are said as they are. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/^(.+) is in no git repository$/s, '{0} is in no git repository'],
  [/^(.+) is a repository without a work tree$/s, '{0} is a repository without a work tree'],
  [
    /^(.+) is not in the tag (.+), and git knows of no other name that it had$/s,
    '{0} is not in the tag {1}, and git knows of no other name that it had',
  ],
  [/^no tag names a version of (?!this changelog$)(.+)$/s, 'no tag names a version of {0}'],
  [
    /^the repository’s work tree is (.+), which does not hold (.+)$/s,
    'the repository’s work tree is {0}, which does not hold {1}',
  ],
  [/^the tag of (.+) names no commit$/s, 'the tag of {0} names no commit'],
  [/^it has no (.+)$/s, 'it has no {0}'],
  [/^it says (.+), and (\d+) releases came after that$/s, 'it says {0}, and {1} releases came after that'],
];

/** Why something is not known. Git's reasons are git's own; those that a reader meets first are known here. */
export function sayReason(say: Say, reason: string): string {
  for (const [pattern, text] of REASONS) {
    const [whole, ...values] = pattern.exec(reason) ?? [];
    if (whole !== undefined) return say(text, ...values);
  }
  return say(reason);
}
