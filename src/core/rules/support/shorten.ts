const LIMIT = 60;

/** A text of the repository as a message quotes it: one line of at most sixty characters, an ellipsis for the rest. */
export function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > LIMIT ? `${line.slice(0, LIMIT - 1).trimEnd()}…` : line;
}
