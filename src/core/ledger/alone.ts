import { componentOf, mainComponentOf } from '../changelog/component.ts';
import type { Changelog } from '../changelog/model.ts';
import type { GatheredLedger } from './gather.ts';

/**
 * A changelog as if it had the releases of one component alone, so that a version tells which one is meant. The text is the whole
 * one, and what is unreleased belongs to what most releases are of.
 */
export function changelogOf(changelog: Changelog, component: string): Changelog {
  const isMain = mainComponentOf(changelog.releases) === component;
  const releases = changelog.releases.filter((each) => (each.version ? componentOf(each) === component : isMain));
  return releases.length === changelog.releases.length ? changelog : { ...changelog, releases };
}

/** The text of a changelog with the sections that it still has: what rules that read a text are to see of a component. */
export function textOf({ source, head, releases, tail }: Changelog): string {
  return [head, ...releases, tail].map(({ start, end }) => source.text.slice(start, end)).join('');
}

/** The ledger of a component as if its changelog had no other. */
export function aloneLedger(ledger: GatheredLedger): GatheredLedger {
  return { ...ledger, changelog: changelogOf(ledger.changelog, ledger.component), others: [] };
}
