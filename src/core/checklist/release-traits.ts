import type { Changelog, Release } from '../changelog/model.ts';
import { isNothing } from '../changelog/nothing.ts';
import { roleOf, type SectionRole } from '../documents/section-role.ts';
import { breakingOf } from '../manifest/from-changelog.ts';
import { own, typeInTitle } from '../manifest/release-type.ts';
import type { ChecklistCondition } from '../policy/documents-policy.ts';
import type { ApprovalPolicy, Policy } from '../policy/policy.ts';
import { contentOf } from '../rules/support/section-content.ts';

/** What a release is, as far as it decides what has to be done for it. */
export interface ReleaseTraits {
  /** In lower case: `major`, `minor`, `patch`, `hotfix`, or a type of the policy; null where it is not known. */
  readonly type: string | null;
  /** The part of the version that its type raises, where that has another name. */
  readonly level?: string | null;
  readonly prerelease: boolean;
  /** True for version 1.0.0. */
  readonly firstMajor: boolean;
  /** What its section says; null where there is no section yet, and then everything has to be done. */
  readonly has: Readonly<Record<'breaking' | 'security' | 'migrations' | 'deprecations', boolean>> | null;
}

/** Reads from a release's section what it has. */
export function traitsOf(changelog: Changelog, release: Release): NonNullable<ReleaseTraits['has']> {
  const says = (...roles: readonly SectionRole[]): boolean =>
    release.sections.some((section) => {
      if (!roles.includes(roleOf(section))) return false;
      const content = contentOf(changelog, section);
      return content !== null && !isNothing(changelog.source.text.slice(content.start, content.end).trim());
    });
  return {
    breaking: breakingOf(changelog, release).length > 0 || says('breaking'),
    security: says('security'),
    migrations: says('migrations'),
    deprecations: says('deprecations', 'removals'),
  };
}

/** What is known of a release by its type: what somebody said, else what its title says, else what its number says. */
export function typeTraits(
  policy: Policy,
  said: string | null,
  title: string | null,
  level: string | null,
): Pick<ReleaseTraits, 'type' | 'level'> {
  const type = (said ?? typeInTitle(policy, title, level) ?? level)?.toLowerCase() ?? null;
  const kind = policy.release.types.find(({ name }) => name.toLowerCase() === type);
  return { type, level: kind?.bump ?? (type === 'hotfix' ? 'patch' : null) };
}

/** Why something is not for a release; null where it is, and where nobody knows. */
export function whyNotApplicable(
  when: ChecklistCondition,
  { type, level, prerelease, firstMajor, has }: ReleaseTraits,
): string | null {
  switch (when) {
    case 'always':
      return null;
    case 'breaking':
      return has && !has.breaking ? 'nothing breaks in this release' : null;
    case 'security':
      return has && !has.security ? 'no security changes in this release' : null;
    case 'migrations':
      return has && !has.migrations ? 'no migrations in this release' : null;
    case 'deprecations':
      return has && !has.deprecations ? 'nothing is deprecated or removed in this release' : null;
    case 'stable':
      return prerelease ? 'this is a pre-release' : null;
    case 'planned':
      return type === 'hotfix' ? 'this is a hotfix, which is not held up for it' : null;
    case 'first-major':
      return firstMajor ? null : 'this is not version 1.0.0';
    case 'workstream':
      return type === null || type === 'workstream' || type === 'patch'
        ? null
        : `this is no workstream release but ${type}`;
    default:
      return type === null || type === when || level === when ? null : `this is no ${when} release but ${type}`;
  }
}

/** The approvals that the policy asks of a release, each role once. */
export function approvalsFor({ approvals }: Policy, traits: ReleaseTraits): readonly ApprovalPolicy[] {
  const asked = ['all', ...(traits.type === null ? [] : [traits.type])].flatMap((type) => own(approvals, type) ?? []);
  const needed = asked.filter(({ when }) => whyNotApplicable(when, traits) === null);
  return needed.filter(({ role }, index) => needed.findIndex((each) => each.role === role) === index);
}
