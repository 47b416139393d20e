const LONGEST = 80;
const NOTHING =
  /^(?:[-–—]|n\/?a|not applicable|none(?: (?:yet|so far))?|nothing(?: (?:yet|here|to report|so far|new|added|changed|deprecated|removed|fixed))?|no (?:changes|entries|additions|deprecations|removals|fixes)(?: yet)?|no unreleased changes|no (?:[\w-]+ ){0,6}changes (?:[\w-]+ ){0,3}(?:yet|so far)|keine?|nichts|aucune?|rien|ningun[oa]|nada|nessun[oa]?|niente|なし|無し|无|없음|нет)$/i;

/** True for a text that says that there is nothing to say: "None", "Nothing.", "_N/A_". */
export function isNothing(text: string): boolean {
  if (text.length > LONGEST) return false;
  return NOTHING.test(text.replace(/^[\s*_(]+|[\s*_).!]+$/g, ''));
}
