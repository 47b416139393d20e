import { type Command, Option } from 'commander';
import type { PreparedOperation } from './operate.ts';
import type { Session } from './session.ts';

type Prepare = (args: readonly string[], options: Readonly<Record<string, unknown>>) => PreparedOperation;
type Action = (session: Session, args: readonly string[], options: Record<string, unknown>) => Promise<number>;

/** Turns what is loaded when a command runs into what the parser calls. */
export type ToAction = (load: () => Promise<Action>) => (...received: unknown[]) => Promise<void>;

/** An operation as the command line has it: by itself, and behind `plan`. */
interface OperationCommand {
  readonly name: readonly [string, string?];
  readonly description: string;
  readonly arguments?: readonly (readonly [string, string])[];
  readonly options?: () => readonly Option[];
  /** What stands behind the name. */
  readonly examples: readonly string[];
  readonly load: () => Promise<Prepare>;
}

const title = (): Option => new Option('--title <title>', 'the title of the release, for its tag’s message');
const summary = (): Option => new Option('--summary <text>', 'one sentence on it, for its tag’s message');
const sign = (): Option => new Option('--sign', 'sign the tag');
const pre = (): Option => new Option('--pre <id>', 'a pre-release with this identifier, such as rc');
const LEVEL_OR_VERSION = '[level|version]';

const OPERATIONS: readonly OperationCommand[] = [
  {
    name: ['bump'],
    description: 'Write the next version into all version files, and make room for its entries.',
    arguments: [[LEVEL_OR_VERSION, 'major, minor, patch or a version; without it, what the entries lead to']],
    options: () => [pre(), new Option('--no-commit', 'leave what is written uncommitted')],
    examples: ['minor', '--pre rc', '2.0.0 --no-commit'],
    load: async () => (await import('./commands/bump.ts')).bump,
  },
  {
    name: ['cut'],
    description: 'Release what stands under Unreleased: section, links, version files, commit and tag.',
    arguments: [[LEVEL_OR_VERSION, 'major, minor, patch or a version; without it, what the entries lead to']],
    options: () => [
      pre(),
      new Option('--type <type>', 'the kind of release, as the policy calls it'),
      title(),
      summary(),
      sign(),
      new Option('--push', 'push branch and tag afterwards'),
    ],
    examples: ['', 'minor --title "Faster starts"', '1.4.0 --push', '--pre rc'],
    load: async () => (await import('./commands/cut.ts')).cut,
  },
  {
    name: ['tag'],
    description: 'Tag a version that is cut.',
    arguments: [['<version>', 'the version']],
    options: () => [title(), summary(), sign()],
    examples: ['1.4.0'],
    load: async () => (await import('./commands/tag.ts')).tag,
  },
  {
    name: ['push'],
    description: 'Push the branch of a version and its tag, both or neither.',
    arguments: [['<version>', 'the version']],
    examples: ['1.4.0'],
    load: async () => (await import('./commands/push.ts')).push,
  },
  {
    name: ['branch', 'start'],
    description: 'Start the branch on which a release is prepared.',
    arguments: [[LEVEL_OR_VERSION, 'major, minor, patch or a version; without it, what the entries lead to']],
    examples: ['minor'],
    load: async () => (await import('./commands/branch.ts')).startBranch,
  },
  {
    name: ['branch', 'finish'],
    description: 'Merge the release branch back with a commit of its own, and tag the release where the policy has it.',
    arguments: [['[version]', 'the version; without it, that of the branch']],
    options: () => [title(), summary(), sign()],
    examples: ['', '1.4.0'],
    load: async () => (await import('./commands/branch.ts')).finishBranch,
  },
  {
    name: ['hotfix', 'start'],
    description: 'Start the branch of an urgent fix, from the release that is to be mended.',
    options: () => [new Option('--from <tag>', 'the release that the fix is made in, instead of the policy’s choice')],
    examples: ['', '--from v1.3.2'],
    load: async () => (await import('./commands/hotfix.ts')).startHotfix,
  },
  {
    name: ['hotfix', 'finish'],
    description: 'Release the fix on its branch, and merge it back.',
    options: () => [title(), summary(), sign()],
    examples: [''],
    load: async () => (await import('./commands/hotfix.ts')).finishHotfix,
  },
  {
    name: ['promote'],
    description: 'Make a release of a release candidate.',
    arguments: [['<candidate>', 'the candidate: a version or the name of its tag']],
    options: () => [new Option('--to <version>', 'the version that it becomes'), title(), summary(), sign()],
    examples: ['1.4.0-rc.2', 'v1.4.0-rc.2 --to 1.4.0'],
    load: async () => (await import('./commands/promote.ts')).promote,
  },
  {
    name: ['yank'],
    description: 'Mark a release as pulled, and say why.',
    arguments: [['<version>', 'the version']],
    options: () => [new Option('--reason <text>', 'why it was pulled').makeOptionMandatory()],
    examples: ['1.4.0 --reason "Loses data on upgrade"'],
    load: async () => (await import('./commands/yank.ts')).yank,
  },
  {
    name: ['rollback'],
    description: 'Record the way back to the last good version: what to run, what to tell, what is left to do.',
    arguments: [['<version>', 'the version that is taken back']],
    options: () => [
      new Option('--severity <id>', 'how severe the defect is, as the policy calls it'),
      new Option('--reason <text>', 'what is wrong with it'),
    ],
    examples: ['1.4.0 --severity P0 --reason "No login"'],
    load: async () => (await import('./commands/rollback.ts')).rollback,
  },
  {
    name: ['undo'],
    description: 'Take an operation back: refs, files and index as they were before.',
    arguments: [['[operation]', 'its id, as “log” prints it; without it, the last one']],
    examples: [''],
    load: async () => (await import('./commands/undo.ts')).undo,
  },
];

/** Adds every operation, `plan` with all of them, and what is done with operations. */
export function addOperations(program: Command, toAction: ToAction): void {
  const groups = new Map<string, Command>();
  const planGroups = new Map<string, Command>();
  const plan = program
    .command('plan')
    .description('Show what an operation would do; changes nothing. Exits with 1 where something stands in its way.')
    .addHelpText('after', PLAN_HELP);
  for (const operation of OPERATIONS) {
    const { load } = operation;
    toCommand(groupOf(program, groups, operation), operation)
      .option('--yes', 'do it without asking')
      .showHelpAfterError(`  hint: “release-ledger plan ${operation.name.join(' ')}” shows what it would do`)
      .addHelpText('after', describe(operation))
      .action(
        toAction(async () => {
          const [prepare, { operate }] = await Promise.all([load(), import('./operate.ts')]);
          return (session, args, options) => operate(session, prepare(args, options), options.yes === true);
        }),
      );
    toCommand(groupOf(plan, planGroups, operation), operation)
      .addHelpText('after', `\n${PLAN_FORMATS}\n\n${listExamples(operation, 'plan ')}`)
      .action(
        toAction(async () => {
          const [prepare, { plan: show }] = await Promise.all([load(), import('./commands/plan.ts')]);
          return (session, args, options) => show(session, prepare(args, options));
        }),
      );
  }
  addPublish(
    program,
    toAction(async () => (await import('./commands/publish.ts')).publish),
  ).option('--yes', 'do it without asking');
  addPublish(
    plan,
    toAction(async () => (await import('./commands/publish.ts')).planPublishing),
  );
  program
    .command('apply')
    .description('Apply a plan that “plan --format json” printed, if all is still as it was then.')
    .argument('<file>', 'the plan')
    .option('--yes', 'do it without asking')
    .addHelpText('after', APPLY_HELP)
    .action(toAction(async () => (await import('./commands/apply.ts')).apply));
  program
    .command('recover')
    .description('Finish an operation that was interrupted, or take it back.')
    .addHelpText('after', RECOVER_HELP)
    .action(toAction(async () => (await import('./commands/recover.ts')).recover));
  program
    .command('log')
    .description('Print the operations that were carried out here, the newest first.')
    .addHelpText('after', LOG_HELP)
    .action(toAction(async () => (await import('./commands/log.ts')).log));
}

/** What is done at the forge is no operation on the repository: it has no undo, and its plan is applied as it is shown. */
function addPublish(parent: Command, action: (...received: unknown[]) => Promise<void>): Command {
  const command = parent
    .command('publish')
    .description(
      'Make the release of a pushed tag at GitHub, GitLab, Gitea or Forgejo, as a draft with its section as notes.',
    )
    .argument('<version>', 'the version')
    .option('--public', 'let everybody see it: a new one, or the draft that is there')
    .option('--update', 'write a release that is there anew, where it says something else')
    .option('--bundle', 'with the bundle of the version')
    .option('--asset <file...>', 'with these files')
    .option('--title <name>', 'what it is called there, instead of as the policy says')
    .option('--template <name>', 'the template of its notes, instead of the policy’s')
    .option('--host <host>', 'the host that the token is for, where it is no public one')
    .addHelpText('after', PUBLISH_HELP)
    .action(action);
  return command.addOption(
    new Option('--set <name=value>', 'a value for the notes; can be repeated').argParser(
      (value: string, before: readonly string[] = []) => [...before, value],
    ),
  );
}

/** What every operation does before it changes anything, and how this one is written. */
function describe(operation: OperationCommand): string {
  return `
The plan is shown first, and carried out once you say yes; where no terminal is there to ask, with
--yes. “release-ledger plan ${operation.name.join(' ')}” shows it and changes nothing.

${listExamples(operation, '')}`;
}

function listExamples({ name, examples }: OperationCommand, before: string): string {
  const lines = examples.map((each) => `  release-ledger ${before}${name.join(' ')} ${each}`.trimEnd());
  return [`Example${lines.length === 1 ? '' : 's'}:`, ...lines].join('\n');
}

const APPLY_HELP = `
Example:
  release-ledger plan cut --format json > plan.json && release-ledger apply plan.json`;

const RECOVER_HELP = `
A message says so where an operation was left under way. What was decided is finished, everything
else is taken back; what somebody changed meanwhile stays as it is, and is named.

Example:
  release-ledger recover`;

const LOG_HELP = `
The id below the name of an operation is what “undo” takes.
Formats: text, json.

Examples:
  release-ledger log
  release-ledger log --format json`;

const PUBLISH_HELP = `
The token is read from GH_TOKEN or GITHUB_TOKEN, GITLAB_TOKEN, GITEA_TOKEN or FORGEJO_TOKEN. It is
sent to the forge of the remote that pushes go to, and to no other host. Every request is shown
first.
Formats: text, json.

Examples:
  release-ledger plan publish 1.4.0
  release-ledger publish 1.4.0 --bundle
  release-ledger publish 1.4.0 --public --yes`;

/** `branch` and `hotfix` have commands of their own. */
function groupOf(parent: Command, groups: Map<string, Command>, { name: [first, second] }: OperationCommand): Command {
  if (second === undefined) return parent;
  const known = groups.get(first);
  if (known) return known;
  const before = parent.parent ? 'plan ' : '';
  const examples = OPERATIONS.filter((each) => each.name[0] === first).map(
    ({ name }) => `  release-ledger ${before}${name.join(' ')}`,
  );
  const group = parent
    .command(first)
    .description(GROUPS[first] ?? '')
    .addHelpText('after', `\nExamples:\n${examples.join('\n')}`);
  groups.set(first, group);
  return group;
}

const GROUPS: Readonly<Record<string, string>> = {
  branch: 'Start and finish the branch of a release.',
  hotfix: 'Start and finish the branch of an urgent fix.',
};

function toCommand(parent: Command, { name, description, arguments: all = [], options }: OperationCommand): Command {
  const command = parent.command(name[1] ?? name[0]).description(description);
  for (const [written, what] of all) command.argument(written, what);
  for (const option of options?.() ?? []) command.addOption(option);
  return command;
}

const PLAN_FORMATS = 'Formats: text, diff (unified), json, which “apply” reads.';

const PLAN_HELP = `
${PLAN_FORMATS}

Examples:
  release-ledger plan cut minor
  release-ledger plan cut 1.4.0 --format diff
  release-ledger plan cut --format json > plan.json && release-ledger apply plan.json --yes`;
