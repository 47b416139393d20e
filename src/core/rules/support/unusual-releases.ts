import type { Changelog, Release, Section } from '../../changelog/model.ts';
import { isDatedStandard } from '../../changelog/standard-heading.ts';
import { BlockKind, type BlockTable } from '../../markdown/blocks.ts';

/**
 * The releases that rules about form have to look at. Nearly every release of nearly every changelog is written as the standard
 * writes it, and then there is nothing that any of those rules could say.
 */
export interface UnusualReleases {
  /** Whose heading is in any way another than `## [1.0.0] - 2017-07-17`, with a day that exists. */
  readonly headings: readonly Release[];
  /**
   * Whose content is in any way another than this: categories of the standard or the policy by their own names, each once, each
   * one level below the release and with a list right below it, and nothing before the first.
   */
  readonly contents: readonly Release[];
}

/** Ask for them with `index.once(gatherUnusualReleases, changelog)`. */
export function gatherUnusualReleases({ releases, releaseLevel, blocks: { table } }: Changelog): UnusualReleases {
  const headings: Release[] = [];
  const contents: Release[] = [];
  for (const release of releases) {
    if (!hasUsualHeading(release, releaseLevel)) headings.push(release);
    if (!hasUsualContent(release, table)) contents.push(release);
  }
  return { headings, contents };
}

function hasUsualHeading({ form, date, yanked, heading }: Release, level: number): boolean {
  return isDatedStandard(form) && date !== null && !yanked && heading.level === level;
}

function hasUsualContent(release: Release, table: BlockTable): boolean {
  const { heading, sections, titleHeading, groups, innerHeadings } = release;
  if (sections.length === 0 || titleHeading || groups.length > 0 || innerHeadings.length > 0) return false;
  for (let i = 0; i < sections.length; i++) {
    const section = sections[i] as Section;
    const { block, level } = section.heading;
    if (i === 0 && block !== heading.block + 1) return false;
    if (section.name !== section.category || level !== heading.level + 1) return false;
    if (block + 1 >= table.count || table.kind[block + 1] !== BlockKind.List || table.parent[block + 1] !== -1) {
      return false;
    }
    for (let before = 0; before < i; before++) if (sections[before]?.category === section.category) return false;
  }
  return true;
}
