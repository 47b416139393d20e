import { GATE } from '../gate-defaults.ts';
import type { ListSetting, ObjectSetting } from '../setting.ts';
import { choice } from '../setting-choice.ts';

const GATE_SETTING: ObjectSetting = {
  type: 'object',
  description: 'A gate: a command whose result decides whether a version may ship.',
  required: ['name', 'command'],
  defaults: GATE,
  properties: {
    name: {
      type: 'text',
      description: 'Its name, which becomes part of the path of its result: letters, digits, `.`, `_` and `-`.',
    },
    command: {
      type: 'list',
      description:
        'The program and its arguments, one text each: no shell reads them. A program without `/` is looked for on the search path, never in this folder.',
      items: { type: 'text', description: 'The program, or an argument.' },
    },
    kind: choice('What it shows.', {
      tests: 'That tests pass.',
      lint: 'That the code is in order.',
      scan: 'That nothing is known to be unsafe; the scan of a manifest.',
      coverage: 'How much of the code the tests reach.',
      other: 'Something else.',
    }),
    parser: choice('What its result is read from.', {
      'exit-code': 'The exit code alone.',
      counts: 'What it prints: `6/6 passing`, `12 passed, 1 failed`.',
      junit: 'A report in the XML of JUnit.',
      coverage: 'A report of coverage: JSON of Istanbul or coverage.py, XML of Cobertura, Clover or JaCoCo.',
      sarif: 'A report in SARIF 2.1.0.',
    }),
    report: {
      type: 'text',
      description: 'The report that it writes, relative to the policy file. Empty: its standard output is the report.',
      mayBeEmpty: true,
    },
    minimum: {
      type: 'number',
      description: 'Of coverage, the percentage of lines that is enough.',
      minimum: 0,
      maximum: 100,
    },
    severity: choice('Of SARIF, the level from which a finding fails the gate.', {
      error: 'Errors.',
      warning: 'Warnings and errors.',
      note: 'Every finding.',
    }),
    exit: choice('What an exit code other than 0 means.', {
      zero: 'That the gate failed.',
      any: 'Nothing by itself: only the report counts. For scanners that exit with 1 for any finding.',
    }),
    timeout: {
      type: 'number',
      description: 'The seconds after which it is ended.',
      minimum: 1,
      maximum: 86400,
    },
    environment: {
      type: 'list',
      description:
        'The names of further environment variables that it gets. Without them it has the search path, the home and the temporary folder, and no secrets.',
      items: { type: 'text', description: 'A name, such as `DATABASE_URL`.' },
    },
    when: choice('When it applies.', {
      always: 'To every release.',
      security: 'Where the release has changes under Security.',
      breaking: 'Where the release breaks something.',
    }),
  },
};

const COMMANDS: ListSetting = {
  type: 'list',
  description: 'The gates, in the order in which they run.',
  items: GATE_SETTING,
};

/** `gates`: what has to pass before a version ships. */
export const GATE_SETTINGS: ObjectSetting = {
  type: 'object',
  description: 'The gates that a version has to pass, and where their results are recorded.',
  properties: {
    path: {
      type: 'text',
      description: 'Where the result of a gate is recorded, relative to the policy file.',
      placeholders: ['version', 'tag', 'gate'],
      required: 'gate',
    },
    ignore: {
      type: 'list',
      description: 'Paths or globs of files whose changes leave the recorded results as they are.',
      items: { type: 'text', description: 'A path or glob, relative to the policy file.' },
    },
    commands: COMMANDS,
  },
};
