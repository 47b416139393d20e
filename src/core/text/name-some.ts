/** The first few of many names, and how many there are beside them: `a, b, c and 96 more`. */
export function nameSome(names: readonly string[], limit = 3): string {
  const more = names.length - limit;
  return `${names.slice(0, limit).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
