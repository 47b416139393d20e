import { isBreakingHeading } from '../changelog/breaking.ts';
import type { Section } from '../changelog/model.ts';

/** What a category is for, whatever a project calls it: templates ask for entries by these names. */
export const SECTION_ROLES = [
  'features',
  'enhancements',
  'fixes',
  'security',
  'breaking',
  'deprecations',
  'removals',
  'dependencies',
  'performance',
  'documentation',
  'knownIssues',
  'migrations',
  'upgrade',
  'verification',
  'contributors',
  'others',
] as const;

export type SectionRole = (typeof SECTION_ROLES)[number];

const ROLES: ReadonlyMap<string, SectionRole> = new Map(
  Object.entries({
    features: ['added', 'features', 'new features'],
    enhancements: ['changed', 'enhancements', 'improvements'],
    fixes: ['fixed', 'bug fixes'],
    security: ['security'],
    deprecations: ['deprecated', 'deprecations'],
    removals: ['removed', 'removals'],
    dependencies: ['dependencies'],
    performance: ['performance'],
    documentation: ['documentation', 'docs'],
    knownIssues: ['known issues'],
    migrations: ['migration notes', 'migrations', 'migration'],
    upgrade: ['upgrade instructions', 'upgrade notes', 'upgrading', 'upgrade'],
    verification: ['verification'],
    contributors: ['contributors', 'thanks'],
  } satisfies Partial<Record<SectionRole, readonly string[]>>).flatMap(([role, names]) =>
    names.map((name) => [name, role as SectionRole] as const),
  ),
);

/** The role of a category by its name in the policy, or by its heading where the policy does not know it. */
export function roleOf({ category, name }: Pick<Section, 'category' | 'name'>): SectionRole {
  if (isBreakingHeading(name)) return 'breaking';
  return ROLES.get((category ?? name).trim().toLowerCase()) ?? 'others';
}
