import { listComponents, mainComponentOf } from '../component.ts';
import type { Release } from '../model.ts';
import { readRef } from './ref.ts';
import { componentOfPrefix, toTagWord } from './ref-component.ts';
import type { ReleaseLink } from './release-link.ts';

/**
 * What the unreleased section is of, where a changelog has releases of several components: what its link starts at, else what
 * most releases are of.
 */
export function unreleasedComponent(link: ReleaseLink | null, releases: readonly Release[]): string {
  return (link && componentOfBase(link, releases)) ?? mainComponentOf(releases);
}

/** The component whose tag a comparison starts at; null where its name tells none of the changelog's. */
export function componentOfBase(link: ReleaseLink, releases: readonly Release[]): string | null {
  const named = link.kind === 'compare' ? componentOfPrefix(readRef(link.base.text)?.prefix ?? '') : '';
  if (named === '') return null;
  return listComponents(releases).find((each) => toTagWord(each) === named) ?? null;
}
