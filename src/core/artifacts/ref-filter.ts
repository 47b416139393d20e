/**
 * True where a list of filters takes a ref (GitHub Actions, “Filter pattern cheat sheet”): the last filter that matches decides,
 * and one that begins with `!` takes it out again.
 */
export function matchesRefFilter(ref: string, filters: readonly string[]): boolean {
  let takes = false;
  for (const filter of filters) {
    const isAgainst = filter.startsWith('!');
    if (matches(ref, toParts(isAgainst ? filter.slice(1) : filter))) takes = !isAgainst;
  }
  return takes;
}

/** A character of a filter, and how often it may stand. */
interface Part {
  readonly takes: (character: string) => boolean;
  readonly isOptional: boolean;
  readonly isRepeated: boolean;
}

function toParts(filter: string): readonly Part[] {
  return [...filter.matchAll(/(\*\*?|\[[^\]]*\]|\\.|.)([?+]?)/gsu)].map(([, what = '', often]) => ({
    takes: toTest(what),
    isOptional: what.startsWith('*') || often === '?',
    isRepeated: what.startsWith('*') || often === '+',
  }));
}

function toTest(what: string): Part['takes'] {
  if (what === '**') return () => true;
  if (what === '*') return (character) => character !== '/';
  if (!what.startsWith('[') || what === '[') return (character) => character === what.at(-1);
  const ranges = [...what.slice(1, -1).matchAll(/(.)-(.)|(.)/gsu)];
  return (character) =>
    ranges.some(
      ([, from, to, one]) =>
        character === one || (from !== undefined && to !== undefined && character >= from && character <= to),
    );
}

/** Follows all ways to match at once: at most the product of both lengths, whatever the filter. */
function matches(ref: string, parts: readonly Part[]): boolean {
  const pass = (at: Set<number>): Set<number> => {
    // A set is walked in the order of its growth: what is added is looked at, too.
    for (const place of at) if (parts[place]?.isOptional) at.add(place + 1);
    return at;
  };
  let at = pass(new Set([0]));
  for (const character of ref) {
    const next = new Set<number>();
    for (const place of at) {
      const part = parts[place];
      if (!part?.takes(character)) continue;
      next.add(place + 1);
      if (part.isRepeated) next.add(place);
    }
    at = pass(next);
  }
  return at.has(parts.length);
}
