import type { MapSetting, ObjectSetting } from '../setting.ts';

/** The measures that a target can be set for, each with the direction in which it is met. */
export const METRIC_TARGETS = {
  releasesPerMonth: { atLeast: true, description: 'Releases in a month, at least.' },
  leadTimeHours: { atLeast: false, description: 'The median hours from a commit to its release, at most.' },
  changeFailureRate: { atLeast: false, description: 'The percentage of releases that failed, at most.' },
  timeToRestoreHours: { atLeast: false, description: 'The median hours until a failure is mended, at most.' },
  deploymentSuccessRate: { atLeast: true, description: 'The percentage of deployments that succeeded, at least.' },
  rollbackRate: { atLeast: false, description: 'The percentage of deployments that were rolled back, at most.' },
  deploymentMinutes: { atLeast: false, description: 'The median minutes of a deployment, at most.' },
  downtimeMinutes: { atLeast: false, description: 'The median minutes of downtime of a deployment, at most.' },
  testHours: { atLeast: false, description: 'The hours that the gates of tests take together, at most.' },
  coverage: { atLeast: true, description: 'The percentage of lines that the tests reach, at least.' },
  scanPassRate: { atLeast: true, description: 'The percentage of scans that passed, at least.' },
} as const;

const LEVELS = [
  ['major', 'A release that breaks something.'],
  ['minor', 'A release that adds something.'],
  ['patch', 'A release that mends something.'],
] as const;

const CADENCE: MapSetting = {
  type: 'map',
  description: 'How many days lie between two releases of a level, at most; past that the next one is due.',
  keys: new Map(LEVELS),
  values: { type: 'number', description: 'Days.', minimum: 1, maximum: 3660 },
};

const ROLLBACK_WINDOW: MapSetting = {
  type: 'map',
  description: 'How many hours after a release it may be rolled back, by its level, or for a hotfix.',
  keys: new Map([...LEVELS, ['hotfix', 'An urgent fix (`version.hotfix`).']]),
  values: { type: 'number', description: 'Hours.', minimum: 0, maximum: 8784 },
};

const TARGETS: MapSetting = {
  type: 'map',
  description: 'What the measures should come to.',
  keys: new Map(Object.entries(METRIC_TARGETS).map(([name, { description }]) => [name, description])),
  values: { type: 'number', description: 'The target.', minimum: 0, maximum: 1_000_000 },
};

/** `metrics`: what releases are measured by. */
export const METRIC_SETTINGS: ObjectSetting = {
  type: 'object',
  description: 'What the metrics are held against.',
  properties: {
    incidents: {
      type: 'text',
      description:
        'The list of incidents, relative to the policy file: a line of JSON each, `{ "reported": "2026-01-08T09:30:00Z", "restoredBy": "1.4.1" }`. Time to restore counts from there.',
    },
    cadence: CADENCE,
    rollbackWindow: ROLLBACK_WINDOW,
    targets: TARGETS,
  },
};
