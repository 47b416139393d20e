import type { Command } from 'commander';
import type { Handler } from './handler.ts';

type ToAction = (load: () => Promise<Handler>) => (...received: unknown[]) => Promise<void>;

/** Adds the commands that show a release to be what it should be, before it ships and long after. */
export function addRecordCommands(program: Command, toAction: ToAction): void {
  program
    .command('gate')
    .description('Run the gates of the policy and record what came of them; without NAMES, all of them.')
    .argument('[names...]', 'names of gates')
    .option('--release <version>', 'the version that they are run for; --version says the same here')
    .option('--recorded', 'run nothing, and print what is recorded')
    .option('--allow <sha256>', 'consent to the commands of this digest, and to no others')
    .option('--yes', 'consent to whatever commands the policy has')
    .addHelpText('after', GATE_HELP)
    .action(toAction(async () => (await import('./commands/gate.ts')).gate));

  program
    .command('metrics')
    .description('Measure releases: how often, how fast, how safe, and how soon they are mended.')
    .option('--since <date>', 'the first day that counts; without it, that of the first release')
    .option('--until <date>', 'the last day that counts; without it, today')
    .addHelpText('after', METRICS_HELP)
    .action(toAction(async () => (await import('./commands/metrics.ts')).metrics));

  const audit = program
    .command('audit')
    .description('Trace releases: changelog, commit, tag, manifest, approvals, gates, deployment, with every gap.')
    .argument('[versions...]', 'versions or tags; without them, all releases')
    .addHelpText('after', AUDIT_HELP)
    .action(toAction(async () => (await import('./commands/audit.ts')).audit));
  audit
    .command('record')
    .description('Add a deployment to the log that the policy names (audit.deployments).')
    .argument('<version>', 'the version that was deployed')
    .option('--environment <name>', 'where it was deployed to, instead of production')
    .option('--outcome <outcome>', 'succeeded, failed or rolled-back, instead of succeeded')
    .option('--by <who>', 'who deployed it')
    .option('--at <moment>', 'when, as in 2026-01-31T09:30:00Z, instead of now')
    .option('--minutes <n>', 'how long it took')
    .option('--downtime <n>', 'for how many minutes nothing was served')
    .option('--note <text>', 'what else there is to say')
    .addHelpText('after', AUDIT_RECORD_HELP)
    .action(toAction(async () => (await import('./commands/audit-record.ts')).recordDeployment));
  audit
    .command('pack')
    .description('Pack what proves a release: trace, section, tag, manifest, checklist, gates, deployments.')
    .argument('<version>', 'a version or tag')
    .option('--output <file>', 'where to write it, relative to the policy, instead of releases/evidence-VERSION.tar.gz')
    .addHelpText('after', AUDIT_PACK_HELP)
    .action(toAction(async () => (await import('./commands/audit-pack.ts')).packEvidence));

  program
    .command('support')
    .description('Print how each version is supported by the policy, and until when.')
    .option('--on <date>', 'on this day, instead of today')
    .addHelpText('after', SUPPORT_HELP)
    .action(toAction(async () => (await import('./commands/support.ts')).support));

  const hook = program
    .command('hook')
    .description('Install, take away and run the git hooks: pre-commit, commit-msg and pre-push.')
    .addHelpText('after', HOOK_HELP);
  hook
    .command('install')
    .description('Install the hooks where git looks for them; hooks that are there are kept, and run first.')
    .addHelpText('after', HOOK_HELP)
    .action(toAction(async () => (await import('./commands/hook.ts')).installHook));
  hook
    .command('uninstall')
    .description('Take the hooks away, and put back what was there before.')
    .addHelpText('after', HOOK_HELP)
    .action(toAction(async () => (await import('./commands/hook.ts')).uninstallHook));
  hook
    .command('run')
    .description('Do what a hook does; this is what the installed ones call.')
    .argument('<name>', 'pre-commit, commit-msg or pre-push')
    .argument('[args...]', 'what git gives to the hook')
    .addHelpText('after', HOOK_HELP)
    .action(toAction(async () => (await import('./commands/hook.ts')).runHook));

  program
    .command('mcp')
    .description('Offer the commands to agents as tools of the Model Context Protocol, over standard input and output.')
    .option('--allow-writes', 'offer tools that change files and refs, too')
    .addHelpText('after', MCP_HELP)
    .action(toAction(async () => (await import('./commands/mcp.ts')).mcp));
}

/** In `gate`, `--version V` names a version; everywhere else it asks for the program's own. */
export function renameVersionOption(argv: readonly string[]): readonly string[] {
  const command = argv.indexOf('gate');
  if (
    command < 0 ||
    argv.slice(0, command).some((each, at) => !each.startsWith('-') && !TAKES_VALUE.has(argv[at - 1] ?? ''))
  )
    return argv;
  const end = argv.indexOf('--');
  return argv.map((each, at) =>
    at > command && (end < 0 || at < end) ? each.replace(/^--version(?==|$)/, '--release') : each,
  );
}

const TAKES_VALUE: ReadonlySet<string> = new Set(['--cwd', '--policy', '--changelog', '--format']);

const GATE_HELP = `
The commands are shown first. They run once you say yes on a terminal, with --yes, or where --allow
names their digest: a command that was changed since is then asked about again. No shell reads them;
they get no variables of your environment but those that the policy names.
Results are recorded with the commit and a digest of all files, and are stale once a file changes.
It exits with 1 where a gate failed, did not run, or is stale. Formats: text, json.

Examples:
  release-ledger gate
  release-ledger gate unit-tests --version 1.4.0 --yes
  release-ledger gate --recorded --format json`;

const METRICS_HELP = `
Each measure is printed with its definition and with how much was counted; under ten releases they
are indicative only. The policy has targets, cadence and rollback windows ("metrics").
Formats: text, json, html (one file that needs nothing else).

Examples:
  release-ledger metrics
  release-ledger metrics --since 2026-01-01 --until 2026-06-30 --format json
  release-ledger metrics --format html > metrics.html`;

const AUDIT_HELP = `
Each step says what is recorded, how to look it up with git and a text editor alone, and what is
missing. The evidence is listed with its digests, and with how long it is kept (audit.retention).
Formats: text, json, md, html (one file that needs nothing else).

Examples:
  release-ledger audit
  release-ledger audit 1.4.0 --format md > audit-1.4.0.md
  release-ledger audit record 1.4.0 --by ada --minutes 12`;

const AUDIT_RECORD_HELP = `
Example:
  release-ledger audit record 1.4.0 --environment production --by ada --minutes 12 --downtime 0`;

const AUDIT_PACK_HELP = `
Every record is packed as it is, the objects of git too, with the digest of each file. The same
records give the same bytes. It never writes over a file; gaps are printed, and stand in the pack.

Example:
  release-ledger audit pack 1.4.0`;

const SUPPORT_HELP = `
Formats: text, json, html (one file that needs nothing else).

Examples:
  release-ledger support
  release-ledger support --on 2027-01-01 --format json`;

const HOOK_HELP = `
pre-commit  changelogs, manifests and the policy, as they are staged, have no errors
commit-msg  the message has the form that the policy asks for (hooks.commitMessage)
pre-push    the tag of a release agrees with the changelog and the version files in its commit

Examples:
  release-ledger hook install
  release-ledger hook uninstall`;

const MCP_HELP = `
Without --allow-writes every tool only reads: check, status, next, history, explain, notes, plan,
gates, metrics, audit, support. With it: add and operate, too.

Example, for an agent's configuration:
  release-ledger mcp --cwd /path/to/project`;
