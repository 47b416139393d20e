import { resolve } from 'node:path';
import { Command, Help, InvalidArgumentError, Option } from 'commander';
import { version } from '../../package.json';
import { CI_KINDS } from '../core/documents/ci-files.ts';
import { addArtifactCommands } from './artifact-commands.ts';
import { addDocumentCommands } from './document-commands.ts';
import type { Handler } from './handler.ts';
import { fillHelp, helpWidth } from './help-width.ts';
import type { CliHost } from './host.ts';
import { addOperations } from './operations.ts';
import type { Printer } from './printer.ts';
import { addRecordCommands } from './record-commands.ts';
import { EXIT, type GlobalOptions, printRefusal, type Session, toDisplayPath } from './session.ts';

export interface ProgramContext {
  readonly host: CliHost;
  readonly out: Printer;
  readonly err: Printer;
}

/**
 * The commands with their arguments and help; what they do is loaded when one of them runs.
 *
 * @param finish is told the exit code of the command that ran
 */
export function createProgram(context: ProgramContext, finish: (code: number) => void): Command {
  const { host, out, err } = context;
  const widthOf = ({ columns }: Printer): number => helpWidth(columns, host.env);
  const program = new Command('release-ledger')
    .description(
      'Checks and keeps changelogs by Keep a Changelog 2.0.0, and holds them against tags and version files.',
    )
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .option('--cwd <dir>', 'work in this folder; every other path is relative to it')
    .option('--policy <file>', 'the policy file, instead of the folder’s release-ledger.jsonc')
    .option('--changelog <file>', 'the changelog that is meant, where there are several: that of a package')
    .option('--format <format>', 'how the result is printed; the commands say which formats they have')
    .option('--color', 'use colours, even where no terminal shows them')
    .option('--no-color', 'use no colours')
    .configureHelp({
      showGlobalOptions: true,
      minWidthToWrap: 15,
      optionDescription: (option) => Help.prototype.optionDescription(option) + (option.mandatory ? ' (required)' : ''),
    })
    .configureOutput({
      writeOut: (text) => out.lines(fillHelp(withoutFinalNewline(text), widthOf(out))),
      writeErr: (text) => err.lines(fillHelp(withoutFinalNewline(text), widthOf(err))),
      getOutHelpWidth: () => widthOf(out),
      getErrHelpWidth: () => widthOf(err),
    })
    .exitOverride()
    .showSuggestionAfterError()
    .addHelpText('after', PROGRAM_HELP);

  const toAction =
    (load: () => Promise<Handler>) =>
    async (...received: unknown[]): Promise<void> => {
      const command = received.at(-1) as Command;
      const session = await openSession(context, program.opts());
      if (!session) return finish(EXIT.usage);
      const handle = await load();
      finish(await handle(session, command.args, command.opts()));
    };

  program
    .command('check')
    .description('Check changelogs and the policy; without FILES, the changelogs that the policy names.')
    .argument('[files...]', 'changelogs or policy files to check')
    .option('--fix', 'make the safe fixes, and report what is left')
    .option('--release <version>', 'enforce what has to hold when this version ships')
    .addOption(new Option('--max-warnings <n>', 'fail above this number of warnings').argParser(toCount))
    .addOption(
      new Option('--rule <id=severity>', 'off, hint, info, warning or error; can be repeated').argParser(
        (value: string, before: readonly string[] = []) => [...before, value],
      ),
    )
    .option('--stdin', 'check the text on standard input; with --fix, print the fixed text')
    .option('--stdin-filename <name>', 'the path that the text on standard input belongs to')
    .addHelpText('after', CHECK_HELP)
    .action(toAction(async () => (await import('./commands/check.ts')).check));

  program
    .command('explain')
    .description('Explain a rule: what it reports, why, and what to do. Without RULE, list them all.')
    .argument('[rule]', 'the id of a rule, such as changelog/release-without-date')
    .addHelpText('after', EXPLAIN_HELP)
    .action(toAction(async () => (await import('./commands/explain.ts')).explain));

  program
    .command('parse')
    .description('Print a changelog as JSON: its releases, categories, entries and links, each with its line.')
    .argument('[file]', 'the changelog; without it, the one that the policy names')
    .addHelpText('after', PARSE_HELP)
    .action(toAction(async () => (await import('./commands/parse.ts')).parse));

  program
    .command('add')
    .description('Add an entry under Unreleased, with the headings that it needs.')
    .argument('<category>', 'added, changed, deprecated, removed, fixed, security, or another one of the policy')
    .argument('<text>', 'the entry, as Markdown')
    .option('--breaking', 'mark the entry as a breaking change')
    .addHelpText('after', ADD_HELP)
    .action(toAction(async () => (await import('./commands/add.ts')).add));

  program
    .command('draft')
    .description('Draft entries under Unreleased from the commits since the last tag, each marked as a draft.')
    .option('--from <tag>', 'the tag or version that the commits come after, instead of the last one')
    .addHelpText('after', DRAFT_HELP)
    .action(toAction(async () => (await import('./commands/draft.ts')).draft));

  program
    .command('next')
    .description('Print the version that the entries under Unreleased lead to.')
    .addOption(new Option('--level <level>', 'take this level instead').choices(['major', 'minor', 'patch']))
    .option('--pre <id>', 'lead to a pre-release with this identifier, such as rc')
    .addHelpText('after', NEXT_HELP)
    .action(toAction(async () => (await import('./commands/next.ts')).next));

  program
    .command('status')
    .description(
      'Print the current and the next version, and each release as changelog, tags and version files have it.',
    )
    .addHelpText('after', STATUS_HELP)
    .action(toAction(async () => (await import('./commands/status.ts')).status));

  program
    .command('history')
    .description('Print the releases, newest first; with VERSION, one of them in full.')
    .argument('[version]', 'a version or the name of its tag')
    .option('--titles', 'print the version and title of each release instead, oldest first')
    .addHelpText('after', HISTORY_HELP)
    .action(toAction(async () => (await import('./commands/history.ts')).history));

  program
    .command('deps')
    .description('Print what was added, updated and removed in the dependencies, and what in them is not pinned.')
    .argument('[range]', 'FROM..TO, versions or tags; without it, since the newest tag')
    .addHelpText('after', DEPS_HELP)
    .action(toAction(async () => (await import('./commands/deps.ts')).deps));

  addArtifactCommands(program, toAction);
  addDocumentCommands(program, toAction);
  addRecordCommands(program, toAction);

  program
    .command('init')
    .description('Make a CHANGELOG.md and a policy file; what is there already stays as it is.')
    .option('--profile <name>', 'the built-in profile that the policy starts from')
    .addOption(
      new Option(
        '--ci <kind>',
        'github: a workflow; generic: a script for any other system; release: a script that makes a release',
      ).choices(CI_KINDS),
    )
    .addHelpText('after', INIT_HELP)
    .action(toAction(async () => (await import('./commands/init.ts')).init));

  addOperations(program, toAction);

  program
    .command('lsp')
    .description('Run the language server, for editors that speak the Language Server Protocol.')
    .option('--stdio', 'talk over standard input and output; the only way there is')
    .addHelpText('after', LSP_HELP)
    .action(toAction(async () => (await import('./commands/lsp.ts')).lsp));

  for (const group of program.commands) {
    const hasOwn = group.commands.length > 0 && group.registeredArguments.length === 0;
    if (hasOwn) group.helpCommand('help [command]', 'print the help of a command');
  }
  return program;
}

async function openSession({ host, out, err }: ProgramContext, options: GlobalOptions): Promise<Session | null> {
  const root = resolve(host.cwd, options.cwd ?? '.');
  const session: Session = { host, out, err, root, options };
  if (options.cwd === undefined || (await host.isFolder(root))) return session;
  printRefusal(session, {
    message: `--cwd ${options.cwd} is no folder`,
    hint: `Looked for it at ${toDisplayPath(host.cwd, root)}`,
  });
  return null;
}

function toCount(value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new InvalidArgumentError('Expected a number from 0.');
  return Number(value);
}

function withoutFinalNewline(text: string): string {
  return text.replace(/\n$/, '');
}

const PROGRAM_HELP = `
Exit codes:
  0  done, nothing at or above the threshold
  1  findings or a refusal, such as a version that is not there; nothing was changed
  2  wrong usage, a broken policy, or no changelog to work on
  3  failed part-way; the message says what to do

Examples:
  release-ledger check
  release-ledger add fixed "Crash when the file is empty"
  release-ledger explain changelog/release-without-date
  release-ledger cut minor --changelog packages/web/CHANGELOG.md`;

const CHECK_HELP = `
Where the policy names no changelogs, these are the one at the root and those of the packages that
the root declares (as workspaces of npm, pnpm, Cargo, Go and others); without one at the root, those
of all packages.
Formats: text, json, sarif (2.1.0), github (annotations of a workflow), gcc (a line each).

Examples:
  release-ledger check
  release-ledger check docs/CHANGELOG.md --fix
  release-ledger check --release 1.4.0 --format github
  release-ledger check --rule changelog/release-without-date=error --max-warnings 0
  git show HEAD:CHANGELOG.md | release-ledger check --stdin --stdin-filename CHANGELOG.md`;

const EXPLAIN_HELP = `
Formats: text, json.

Examples:
  release-ledger explain
  release-ledger explain changelog/conflict-marker`;

const PARSE_HELP = `
Format: json.

Examples:
  release-ledger parse
  release-ledger parse docs/CHANGELOG.md | jq -r '.releases[0].version'`;

const ADD_HELP = `
Examples:
  release-ledger add fixed "Crash when the file is empty (#12)"
  release-ledger add changed "The port is 8080 now" --breaking`;

const DRAFT_HELP = `
Types of Conventional Commits give the category. Merges, reverted commits, what users do not notice
(chore, ci, docs, test) and what an entry says already are left out. “check” reports a draft mark
that is left in a release.
Formats: text, json.

Examples:
  release-ledger draft
  release-ledger draft --from v1.3.0`;

const NEXT_HELP = `
The version goes to standard output; the entries that decide it, and versions that are skipped
because another branch has tagged them, to standard error.
Formats: text, json.

Examples:
  release-ledger next
  release-ledger next --pre rc
  release-ledger next --level major --format json`;

const STATUS_HELP = `
Where there are several changelogs it has a line for each package, and --changelog shows one of
them. As JSON these are “packages”: each with its “changelog”, “name”, the numbers of “unreleased”
entries and of “problems”, and with all that one changelog alone has.
Formats: text, json.

Examples:
  release-ledger status
  release-ledger status --changelog packages/web/CHANGELOG.md
  release-ledger status --format json | jq -r .current
  release-ledger status --format json | jq -r '.packages[] | .name + " " + .next.next'`;

const HISTORY_HELP = `
Formats: text, json, md.

Examples:
  release-ledger history
  release-ledger history 1.4.0
  release-ledger history --titles
  release-ledger history --format md`;

const DEPS_HELP = `
With --changelog packages/web/CHANGELOG.md it looks at what that package depends on.
Without a range it exits with 1 where something is not pinned: requirements, images, manifests
without lock file.
Formats: text, json, md.

Examples:
  release-ledger deps
  release-ledger deps 1.3.0..1.4.0 --format md
  release-ledger deps v1.3.0..
  release-ledger deps --changelog packages/web/CHANGELOG.md`;

const INIT_HELP = `
Profiles: keep-a-changelog (where none is named), keep-a-changelog-1, audit-trail, python-package,
container-platform, web-platform, regulated-saas.

Examples:
  release-ledger init
  release-ledger init --profile python-package
  release-ledger init --ci github
  release-ledger init --ci release`;

const LSP_HELP = `
Example, for an editor's configuration:
  release-ledger lsp --stdio`;
