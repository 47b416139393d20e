import type { Deployment } from '../audit/deployments.ts';
import type { GateRecord } from '../gates/gate-record.ts';
import { type Metrics, quantile } from '../ledger/metrics.ts';
import type { GatePolicy } from '../policy/policy.ts';
import { METRIC_TARGETS } from '../policy/settings/metrics.ts';

/** A target of the policy, and what the measure comes to. */
export interface TargetState {
  readonly name: string;
  readonly description: string;
  readonly atLeast: boolean;
  readonly target: number;
  /** Null where nothing was measured. */
  readonly value: number | null;
  /** Of how many releases, commits, deployments or gates. */
  readonly samples: number;
  /** Null where nothing was measured. */
  readonly met: boolean | null;
}

export interface Measured {
  readonly metrics: Metrics;
  readonly deployments: readonly Deployment[];
  readonly gates: readonly { readonly gate: GatePolicy; readonly record: GateRecord }[];
}

type Measure = (measured: Measured) => { readonly value: number | null; readonly samples: number };

const MEASURES: Readonly<Record<keyof typeof METRIC_TARGETS, Measure>> = {
  releasesPerMonth: ({ metrics }) => ({ value: metrics.deploymentFrequency.perMonth, samples: metrics.releases }),
  leadTimeHours: ({ metrics: { leadTime } }) => ({ value: leadTime.medianHours, samples: leadTime.commits }),
  changeFailureRate: ({ metrics: { changeFailureRate } }) => ({
    value: changeFailureRate.ratio === null ? null : changeFailureRate.ratio * 100,
    samples: changeFailureRate.total,
  }),
  timeToRestoreHours: ({ metrics: { timeToRestore } }) => ({
    value: timeToRestore.medianHours,
    samples: timeToRestore.samples,
  }),
  deploymentSuccessRate: ({ deployments }) => share(deployments, ({ outcome }) => outcome === 'succeeded'),
  rollbackRate: ({ deployments }) => share(deployments, ({ outcome }) => outcome === 'rolled-back'),
  deploymentMinutes: ({ deployments }) => median(deployments.map(({ minutes }) => minutes)),
  downtimeMinutes: ({ deployments }) => median(deployments.map(({ downtimeMinutes }) => downtimeMinutes)),
  testHours: ({ gates }) => {
    const tests = ran(gates, 'tests');
    const seconds = tests.reduce((sum, { record }) => sum + record.seconds, 0);
    return { value: tests.length === 0 ? null : seconds / 3600, samples: tests.length };
  },
  coverage: ({ gates }) => {
    const percents = gates.flatMap(({ record }) => record.percent ?? []);
    return { value: percents.length === 0 ? null : Math.min(...percents), samples: percents.length };
  },
  scanPassRate: ({ gates }) => share(ran(gates, 'scan'), ({ record }) => record.state === 'passed'),
};

/** Holds what was measured against the targets of a policy, in the policy's order. */
export function judgeTargets(targets: Readonly<Record<string, number>>, measured: Measured): readonly TargetState[] {
  return Object.entries(targets).flatMap(([name, target]): readonly TargetState[] => {
    if (!Object.hasOwn(MEASURES, name)) return [];
    const key = name as keyof typeof METRIC_TARGETS;
    const { atLeast, description } = METRIC_TARGETS[key];
    const { value, samples } = MEASURES[key](measured);
    const met = value === null ? null : atLeast ? value >= target : value <= target;
    return [
      { name, description, atLeast, target, value: value === null ? null : Number(value.toFixed(2)), samples, met },
    ];
  });
}

function ran(gates: Measured['gates'], kind: GatePolicy['kind']): Measured['gates'] {
  return gates.filter(
    ({ gate, record }) => gate.kind === kind && (record.state === 'passed' || record.state === 'failed'),
  );
}

function share<T>(all: readonly T[], isCounted: (each: T) => boolean): ReturnType<Measure> {
  return { value: all.length === 0 ? null : (all.filter(isCounted).length / all.length) * 100, samples: all.length };
}

function median(values: readonly (number | null)[]): ReturnType<Measure> {
  const known = values.flatMap((each) => each ?? []);
  return { value: quantile(known, 0.5), samples: known.length };
}
