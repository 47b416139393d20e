/** Says a text in the language of a reader; `{0}`, `{1}` … stand for the values. What has no translation is said in English. */
export type Say = (text: string, ...values: readonly (string | number)[]) => string;

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

/** Why something is not known. Git's reasons are git's own; those that a reader meets first are known here. */
export function sayReason(say: Say, reason: string): string {
  const [, folder] = /^(.+) is in no git repository$/s.exec(reason) ?? [];
  return folder === undefined ? say(reason) : say('{0} is in no git repository', folder);
}
