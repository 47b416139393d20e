/** What a breaking change is about, for pages that list them by area. */
export type BreakingArea = 'api' | 'database' | 'configuration' | 'behavior';

const AREAS: readonly (readonly [BreakingArea, RegExp])[] = [
  ['database', /\b(?:database|schema|tables?|columns?|index(?:es)?|sql|polic(?:y|ies)|rls|migrations?)\b/i],
  [
    'configuration',
    /\b(?:config(?:uration)?|settings?|options?|environment|env|variables?|flags?|defaults?)\b|\b[A-Z]{2,}_[A-Z_]+\b/,
  ],
  ['api', /\b(?:apis?|endpoints?|routes?|requests?|responses?|parameters?|functions?|methods?|sdk|graphql|rest)\b/i],
];

/** The area of a breaking change by the first words of it that name one; behaviour where none does. */
export function breakingArea(text: string): BreakingArea {
  let area: BreakingArea = 'behavior';
  let first = Number.POSITIVE_INFINITY;
  for (const [name, words] of AREAS) {
    const at = words.exec(text)?.index ?? Number.POSITIVE_INFINITY;
    if (at < first) [area, first] = [name, at];
  }
  return area;
}
