/** What templates leave for people to fill in, as a whole value or inside of one. A file may be called `todo.ts`. */
const PLACEHOLDER =
  /\{[A-Z][A-Za-z0-9_ /,'"-]{0,80}\}|(?<![\w./\\-])(?:TBD|TBA|TODO|FIXME)\b(?![./\\-]\w)|\bYYYY-MM-DD(?: HH:MM:SS)?\b|\[(?:link|date|contact|name|description|version|customer)\](?![([])|\bX\.Y\.Z\b|^\.{3}$|^…$/i;

/** Templates write what may be chosen from with slashes between. */
const CHOICE = /^(?:Yes \/ No|PASS ?\/ ?ADVISORY ?\/ ?FAIL|Phase \/ Workstream \/ Hotfix \/ Maintenance)$/i;

/** The first placeholder of a text; null where it has none. */
export function findPlaceholder(text: string): { readonly start: number; readonly end: number } | null {
  const match = CHOICE.exec(text) ?? PLACEHOLDER.exec(text);
  return match && { start: match.index, end: match.index + match[0].length };
}

export function isPlaceholder(text: string): boolean {
  return findPlaceholder(text) !== null;
}
