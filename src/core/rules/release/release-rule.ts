import { findMainRelease } from '../../changelog/component.ts';
import type { Release } from '../../changelog/model.ts';
import { compareVersions, type Version } from '../../version/version.ts';
import type { Example, Report, Rule, RuleContext } from '../rule.ts';

/** What a rule about the version that is about to ship may look at. */
export interface ShippingContext extends RuleContext {
  readonly version: Version;
  /** Its section; null where there is none. */
  readonly release: Release | null;
}

export interface ShippingExample extends Example {
  /** The version that is about to ship. */
  readonly version: string;
}

/** A rule that holds only while a version ships; everything else of it is as in any other rule. */
export interface ShippingRule<State = unknown> extends Omit<Rule<State>, 'check' | 'examples'> {
  /** The rules that say less about the same defect; within the section that ships this one speaks for them. */
  readonly supersedes?: readonly string[];
  readonly check: (context: ShippingContext, report: Report<State>) => void;
  readonly examples: readonly [ShippingExample, ...ShippingExample[]];
}

/** Keeps a rule's state type inside its file, as `defineRule` does. */
export function defineShippingRule<State>(rule: ShippingRule<State>): ShippingRule {
  return rule as ShippingRule;
}

/** Makes a rule for one version; the engine then treats it like every other. */
export function toRule(rule: ShippingRule, version: Version): Rule {
  return {
    ...rule,
    check: (context, report) => {
      const release = findRelease(context.changelog.releases, version);
      rule.check({ ...context, version, release }, report);
    },
  };
}

/**
 * The first section of a version, however it is written (`1.2` is `1.2.0`); null where there is none. Of several components that
 * have it what most releases are of is meant.
 */
export function findRelease(releases: readonly Release[], version: Version): Release | null {
  const isIt = (each: Release): boolean => each.version !== null && compareVersions(each.version, version) === 0;
  return findMainRelease(releases, version) ?? releases.find(isIt) ?? null;
}
