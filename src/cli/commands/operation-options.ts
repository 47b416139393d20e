/** The text of an option; null where it was not given. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
