import { closest } from '../../core/index.ts';

/** A tool for agents: one command of the command line. */
export interface Tool {
  readonly name: string;
  readonly description: string;
  /** The arguments, each a text or a list of texts. */
  readonly properties: Readonly<Record<string, ToolArgument>>;
  readonly required?: readonly string[];
  /** True where it changes files or refs. */
  readonly writes: boolean;
  readonly format: 'json' | null;
  /** The command line behind the global options. */
  readonly toArgv: (values: Values) => readonly string[];
}

export interface ToolArgument {
  readonly type: 'text' | 'list' | 'flag';
  readonly description: string;
  readonly values?: readonly string[];
  /** What each text of it looks like, and what that is called. */
  readonly form?: readonly [RegExp, string];
}

interface Values {
  readonly text: (name: string) => string | null;
  readonly list: (name: string) => readonly string[];
  readonly flag: (name: string) => boolean;
}

const text = (description: string, values?: readonly string[]): ToolArgument => ({
  type: 'text',
  description,
  ...(values ? { values } : {}),
});

/** A version or the name of its tag has a digit, which no subcommand has. */
const VERSION_FORM = [/^[^\s-][^\s]*\d[^\s]*$|^\d$/, 'a version or the name of its tag'] as const;
const VERSION: ToolArgument = { ...text('A version, such as 1.4.0.'), form: VERSION_FORM };
/** Planning a push asks the remote, which is more than reading. */
const OPERATIONS = [
  'bump',
  'cut',
  'tag',
  'branch start',
  'branch finish',
  'hotfix start',
  'hotfix finish',
  'promote',
  'yank',
  'rollback',
  'undo',
] as const;

const OPERATION_ARGUMENTS = {
  operation: text('What is to be done.', OPERATIONS),
  version: text('A version, or for bump, cut and branch start a level: major, minor or patch.'),
  pre: text('For bump and cut: the identifier of a pre-release, such as rc.'),
  type: text('For cut: the kind of release, as the policy calls it.'),
  title: text('The title of the release, for its tag’s message.'),
  reason: text('For yank and rollback: why.'),
  severity: text('For rollback: how severe the defect is, as the policy calls it.'),
  from: text('For hotfix start: the release that the fix is made in.'),
};

/** A value never starts an option: it follows an equals sign, or two dashes. */
const option = (name: string, value: string | null): readonly string[] =>
  value === null ? [] : [`--${name}=${value}`];
const rest = (...values: readonly (string | null)[]): readonly string[] => [
  '--',
  ...values.filter((value) => value !== null),
];

const operationArgv = ({ text: get }: Values, ...more: readonly string[]): readonly string[] => [
  ...(get('operation') ?? '').split(' '),
  ...['pre', 'type', 'title', 'reason', 'severity', 'from'].flatMap((name) => option(name, get(name))),
  ...more,
  ...rest(get('version')),
];

export const TOOLS: readonly Tool[] = [
  {
    name: 'check',
    description:
      'Check changelogs, manifests and the policy; what is wrong comes with its place and whether it can be fixed.',
    properties: {
      files: { type: 'list', description: 'Paths in the folder; without them, all that the policy names.' },
      release: text('Enforce what has to hold when this version ships.'),
    },
    writes: false,
    format: 'json',
    toArgv: ({ text: get, list }) => ['check', ...option('release', get('release')), ...rest(...list('files'))],
  },
  {
    name: 'status',
    description: 'The current and the next version, and each release as changelog, tags and version files have it.',
    properties: {},
    writes: false,
    format: 'json',
    toArgv: () => ['status'],
  },
  {
    name: 'next',
    description: 'The version that the entries under Unreleased lead to, and the entries that decide it.',
    properties: {
      level: text('Take this level instead.', ['major', 'minor', 'patch']),
      pre: text('Lead to a pre-release with this identifier, such as rc.'),
    },
    writes: false,
    format: 'json',
    toArgv: ({ text: get }) => ['next', ...option('level', get('level')), ...option('pre', get('pre'))],
  },
  {
    name: 'history',
    description: 'The releases, newest first; with a version, that one in full.',
    properties: { version: VERSION },
    writes: false,
    format: 'json',
    toArgv: ({ text: get }) => ['history', ...rest(get('version'))],
  },
  {
    name: 'explain',
    description: 'What a rule reports, why, and what to do.',
    properties: { rule: text('The id of a rule, such as changelog/release-without-date.') },
    required: ['rule'],
    writes: false,
    format: 'json',
    toArgv: ({ text: get }) => ['explain', ...rest(get('rule'))],
  },
  {
    name: 'notes',
    description: 'Release notes of a version as Markdown.',
    properties: {
      version: text('A version; without it, the newest release.'),
      unreleased: { type: 'flag', description: 'What is not released yet, instead.' },
    },
    writes: false,
    format: null,
    toArgv: ({ text: get, flag }) => [
      'notes',
      ...(flag('unreleased') ? ['--unreleased'] : []),
      ...rest(get('version')),
    ],
  },
  {
    name: 'plan',
    description: 'What a release operation would do, and what stands in its way. Changes nothing.',
    properties: OPERATION_ARGUMENTS,
    required: ['operation'],
    writes: false,
    format: 'json',
    toArgv: (values) => ['plan', ...operationArgv(values)],
  },
  {
    name: 'gates',
    description: 'What is recorded of the policy’s gates for a version. Runs none of them.',
    properties: { version: VERSION },
    writes: false,
    format: 'json',
    toArgv: ({ text: get }) => ['gate', '--recorded', ...option('release', get('version'))],
  },
  {
    name: 'metrics',
    description: 'Deployment frequency, lead time, change failure rate and time to restore, with their definitions.',
    properties: { since: text('YYYY-MM-DD'), until: text('YYYY-MM-DD') },
    writes: false,
    format: 'json',
    toArgv: ({ text: get }) => ['metrics', ...option('since', get('since')), ...option('until', get('until'))],
  },
  {
    name: 'audit',
    description: 'The trace of releases from the changelog to where they run, with every gap.',
    properties: { versions: { type: 'list', description: 'Versions; without them, all.', form: VERSION_FORM } },
    writes: false,
    format: 'json',
    toArgv: ({ list }) => ['audit', ...rest(...list('versions'))],
  },
  {
    name: 'support',
    description: 'How each version is supported by the policy.',
    properties: { on: text('On this day, YYYY-MM-DD.') },
    writes: false,
    format: 'json',
    toArgv: ({ text: get }) => ['support', ...option('on', get('on'))],
  },
  {
    name: 'add',
    description: 'Add an entry under Unreleased.',
    properties: {
      category: text('A category of the policy: Added, Changed, Deprecated, Removed, Fixed, Security.'),
      text: text('The entry, as Markdown.'),
      breaking: { type: 'flag', description: 'Mark it as a breaking change.' },
    },
    required: ['category', 'text'],
    writes: true,
    format: null,
    toArgv: ({ text: get, flag }) => [
      'add',
      ...(flag('breaking') ? ['--breaking'] : []),
      ...rest(get('category'), get('text')),
    ],
  },
  {
    name: 'operate',
    description: 'Carry out a release operation as “plan” shows it.',
    properties: OPERATION_ARGUMENTS,
    required: ['operation'],
    writes: true,
    format: null,
    toArgv: (values) => operationArgv(values, '--yes'),
  },
];

/** A tool as `tools/list` describes it. */
export function describeTool({ name, description, properties, required = [], writes }: Tool): object {
  const described = Object.entries(properties).map(([key, { type, description: what, values }]) => {
    if (type === 'list') return [key, { type: 'array', items: { type: 'string' }, description: what }];
    if (type === 'flag') return [key, { type: 'boolean', description: what }];
    return [key, { type: 'string', description: what, ...(values ? { enum: values } : {}) }];
  });
  return {
    name,
    description,
    inputSchema: { type: 'object', properties: Object.fromEntries(described), required, additionalProperties: false },
    annotations: { readOnlyHint: !writes, destructiveHint: writes, openWorldHint: false },
  };
}

/** The command line of a call; a text that says what is wrong with its arguments. */
export function toToolArgv(tool: Tool, given: Readonly<Record<string, unknown>>): readonly string[] | string {
  for (const [name, value] of Object.entries(given)) {
    const argument = Object.hasOwn(tool.properties, name) ? tool.properties[name] : undefined;
    const known = Object.keys(tool.properties);
    if (!argument) return `${tool.name} has no argument “${name}”${hintOf(closest(name, known))}`;
    const wrong = whyWrong(argument, value);
    if (wrong !== null) return `the argument “${name}” of ${tool.name} ${wrong}`;
  }
  const missing = (tool.required ?? []).find((name) => given[name] === undefined);
  if (missing !== undefined) return `${tool.name} needs the argument “${missing}”`;
  const own = (name: string): unknown => (Object.hasOwn(given, name) ? given[name] : undefined);
  return tool.toArgv({
    text: (name) => (own(name) as string | undefined) ?? null,
    list: (name) => (own(name) as readonly string[] | undefined) ?? [],
    flag: (name) => own(name) === true,
  });
}

function hintOf(guess: string | null): string {
  return guess === null ? '' : `; did you mean “${guess}”?`;
}

function whyWrong({ type, values, form }: ToolArgument, value: unknown): string | null {
  if (type === 'flag') return typeof value === 'boolean' ? null : 'is true or false';
  const all: readonly unknown[] = type === 'text' ? [value] : Array.isArray(value) ? value : [null];
  if (!all.every((each) => typeof each === 'string')) return type === 'text' ? 'is a text' : 'is a list of texts';
  if (values && !all.every((each) => values.includes(each))) return `is one of ${values.join(', ')}`;
  return form && !all.every((each) => form[0].test(each)) ? `is ${form[1]}` : null;
}
