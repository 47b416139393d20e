const PATTERNS: Readonly<Record<string, string>> = {
  version: String.raw`v?\d+(?:\.\w+)*(?:[-+][\w.+-]*\w)?`,
  number: String.raw`\d+(?:[.,]\d+)?`,
};
/** `(#12)`, `([#12](https://…))`: where something is to be found, which every entry may say at its end. */
const REFERENCES = /(?: \(\[?[#!]\d{1,9}\]?(?:\([^()\s]{0,300}\))?\))+$/;

/**
 * True where an entry is written as a form has it: `Updated dependency {text} from {version} to {version}`. Upper and lower
 * case are the same, and references may stand behind it. Linear in the length of the entry but for the form's own length.
 *
 * @param entry its text with every run of white space as one space
 */
export function matchesForm(entry: string, form: string): boolean {
  const parts = form.split('{text}').map(toPattern);
  return matchesParts(entry, parts) || matchesParts(entry.replace(REFERENCES, ''), parts);
}

/** Between `{text}` and `{text}`, the first place that fits is as good as any. */
function matchesParts(entry: string, parts: readonly string[]): boolean {
  const last = parts.length - 1;
  let at = 0;
  for (const [index, part] of parts.entries()) {
    // Something stands where `{text}` does.
    const from = index === 0 ? 0 : at + 1;
    const found = new RegExp(`${index === 0 ? '^' : ''}${part}${index === last ? '$' : ''}`, 'i').exec(
      entry.slice(from),
    );
    if (!found || from > entry.length) return false;
    at = from + found.index + found[0].length;
  }
  return true;
}

function toPattern(part: string): string {
  return part
    .split(/(\{(?:version|number)\})/)
    .map((piece) => PATTERNS[piece.slice(1, -1)] ?? piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('');
}
