import type { Policy } from '../policy/policy.ts';
import { readJsonLines, toAmount, toText } from '../text/json-lines.ts';
import { readVersion } from '../version/read-version.ts';

/** What came of a deployment. */
export type DeploymentOutcome = 'succeeded' | 'failed' | 'rolled-back';

export const DEPLOYMENT_OUTCOMES: readonly DeploymentOutcome[] = ['succeeded', 'failed', 'rolled-back'];

/** One line of the log of deployments. */
export interface Deployment {
  readonly version: string;
  readonly environment: string;
  /** When it was done, in UTC, RFC 3339. */
  readonly at: string;
  readonly outcome: DeploymentOutcome;
  /** Who did it; null where it is not said. */
  readonly by: string | null;
  /** How long it took, and for how much of that nothing was served; null where it is not said. */
  readonly minutes: number | null;
  readonly downtimeMinutes: number | null;
  readonly note: string | null;
}

export interface DeploymentLog {
  readonly deployments: readonly Deployment[];
  /** Lines that are no record of a deployment, counted from 1. */
  readonly unread: readonly number[];
}

/** Reads a log of deployments. What is no record is left out and told; everything else still counts. */
export function readDeployments(text: string): DeploymentLog {
  const unread: number[] = [];
  const deployments = readJsonLines(text).flatMap(({ line, value }): readonly Deployment[] => {
    const version = toText(value?.version);
    const at = toText(value?.at);
    const outcome = DEPLOYMENT_OUTCOMES.find((each) => each === value?.outcome);
    if (!value || version === null || at === null || Number.isNaN(Date.parse(at)) || !outcome) {
      unread.push(line);
      return [];
    }
    return [
      {
        version,
        environment: toText(value.environment) ?? 'production',
        at,
        outcome,
        by: toText(value.by),
        minutes: toAmount(value.minutes),
        downtimeMinutes: toAmount(value.downtimeMinutes),
        note: toText(value.note),
      },
    ];
  });
  return { deployments, unread };
}

/** What the log calls a release: its tag where others may have its version. */
export function nameDeployed({ own, tag }: Policy, version: string): string {
  return own ? tag.name.replaceAll('{version}', () => version) : version;
}

/** The deployments of the releases that a policy is for, by their versions. A version alone may be one of theirs. */
export function deploymentsOf(policy: Policy, deployments: readonly Deployment[]): readonly Deployment[] {
  if (!policy.own) return deployments;
  const [prefix = ''] = policy.tag.name.split('{version}');
  return deployments.flatMap((each) => {
    const version = readVersion(each.version, prefix);
    return version ? [{ ...each, version: version.raw }] : [];
  });
}

/** A deployment as a line of the log; what is not known is left out. */
export function writeDeployment(deployment: Deployment): string {
  const known = Object.entries(deployment).filter(([, value]) => value !== null);
  return `${JSON.stringify(Object.fromEntries(known))}\n`;
}
