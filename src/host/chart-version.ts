import type { Release } from '../core/changelog/model.ts';
import { toVersionFileFact, type VersionFileFact } from '../core/ledger/version-file-fact.ts';
import { compareVersions } from '../core/version/version.ts';

/**
 * What a Helm chart says of the project: the version of what it deploys, or its own where that is what the newest section of the
 * changelog has, as in a repository of charts.
 */
export async function withOwnVersion(
  fact: VersionFileFact,
  releases: readonly Pick<Release, 'version'>[],
): Promise<VersionFileFact> {
  const newest = releases.find(({ version }) => version !== null)?.version;
  if (!newest || fact.title !== 'Chart.yaml') return fact;
  const isNewest = ({ parsed }: VersionFileFact['places'][number]): boolean =>
    parsed !== null && compareVersions(parsed, newest) === 0;
  if (fact.places.some(isNewest)) return fact;
  const { helmChart } = await import('../core/version/files/helm-chart.ts');
  const whole = await toVersionFileFact(fact.path, fact.text, helmChart);
  const own = whole.places.filter((place) => place.key === 'version' && isNewest(place));
  return own.length === 0 ? fact : { ...whole, places: own };
}
