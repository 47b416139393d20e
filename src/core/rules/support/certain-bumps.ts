import type { Release, Section } from '../../changelog/model.ts';
import type { CategoryPolicy, Policy } from '../../policy/policy.ts';
import { LEVELS, type Level } from '../../version/increment.ts';

/** The categories whose name alone decides the level; Changed and Removed say nothing certain. */
export function certainBumps({ changelog }: Policy): ReadonlyMap<string, Level> {
  const isCertain = ({ name, bump, kind }: CategoryPolicy): boolean =>
    bump !== 'none' && bump !== 'patch' && kind === 'change' && name !== 'Changed' && name !== 'Removed';
  return new Map(changelog.categories.filter(isCertain).map(({ name, bump }) => [name, bump as Level]));
}

/** The category of a release that asks for the largest level; null where none asks for any. */
export function largestBump(
  { sections }: Release,
  bumps: ReadonlyMap<string, Level>,
): { readonly section: Section; readonly asked: Level } | null {
  let found: { section: Section; asked: Level } | null = null;
  for (const section of sections) {
    const asked = section.category === null ? undefined : bumps.get(section.category);
    if (!asked || !section.hasEntries) continue;
    if (!found || LEVELS.indexOf(asked) > LEVELS.indexOf(found.asked)) found = { section, asked };
  }
  return found;
}
