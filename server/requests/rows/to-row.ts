import type { LedgerView, RowDto, RowKind } from '../../../src/protocol/rows.ts';

/** What rows are made for: one view of one changelog. */
export interface RowsOf {
  readonly view: LedgerView;
  readonly uri: string;
}

/** A row with everything that is not said left empty. */
export function toRow(
  { view, uri }: RowsOf,
  path: readonly string[],
  kind: RowKind,
  label: string,
  more: Partial<RowDto> = {},
): RowDto {
  return {
    view,
    uri,
    path,
    kind,
    label,
    state: null,
    marks: [],
    date: null,
    detail: null,
    count: 0,
    hasChildren: false,
    expanded: false,
    place: null,
    release: null,
    category: null,
    checked: null,
    code: null,
    ...more,
  };
}

/** Names for things of which there may be several alike: the second `a` is `a 2`, wherever among the others it stands. */
export function nameEach<T>(things: readonly T[], nameOf: (thing: T) => string): readonly string[] {
  const seen = new Map<string, number>();
  return things.map((thing) => {
    const name = nameOf(thing);
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} ${count}`;
  });
}
