/** A line of a text of JSON lines, or why it is none. Lines count from 1. */
export type JsonLine =
  | { readonly line: number; readonly value: Readonly<Record<string, unknown>> }
  | { readonly line: number; readonly value: null };

/** Reads a text with an object of JSON on each line; empty lines say nothing. Total. */
export function readJsonLines(text: string): readonly JsonLine[] {
  return text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .flatMap((each, at): readonly JsonLine[] => (each.trim() === '' ? [] : [{ line: at + 1, value: toObject(each) }]));
}

function toObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : null;
  } catch {
    return null;
  }
}

/** A text that is not empty; null for anything else. */
export function toText(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

/** A number from 0; null for anything else. */
export function toAmount(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
}
