import { type Command, Option } from 'commander';
import type { Handler } from './handler.ts';

type ToAction = (load: () => Promise<Handler>) => (...received: unknown[]) => Promise<void>;

/** Adds the commands that write for people: notes, announcements, checklists, approvals, and checks of documentation. */
export function addDocumentCommands(program: Command, toAction: ToAction): void {
  program
    .command('notes')
    .description('Write release notes, or another document about one release, from a template.')
    .argument('[version]', 'a version of the changelog; without it, its newest release')
    .option('--latest', 'the newest release')
    .option('--unreleased', 'what is not released yet, as it would be released today')
    .option('--template <name>', 'the template, instead of the policy’s')
    .addOption(setOption())
    .option('--output <file>', 'write it to a file that is not there yet')
    .addHelpText('after', NOTES_HELP)
    .action(toAction(async () => (await import('./commands/notes.ts')).notes));

  program
    .command('announce')
    .description('Write the message about a release for an audience.')
    .argument('<version>', 'a version of the changelog')
    .requiredOption(
      '--audience <name>',
      'internal, external, customer, dependents, security, rollback, or the policy’s',
    )
    .addOption(setOption())
    .option('--output <file>', 'write it to a file that is not there yet')
    .addHelpText('after', ANNOUNCE_HELP)
    .action(toAction(async () => (await import('./commands/announce.ts')).announce));

  addChecklistCommands(program, toAction);

  program
    .command('approve')
    .description('Record in a checklist who approved a release, and when.')
    .argument('<role>', 'a role that the policy asks for')
    .requiredOption('--by <who>', 'who approves: a name or an address')
    .option('--release <version>', 'the version; without it, the highest one that has a checklist')
    .addHelpText('after', APPROVE_HELP)
    .action(toAction(async () => (await import('./commands/approve.ts')).approve));

  program
    .command('docs')
    .description(
      'Check the documentation: notes to finish, links, versions, dates, placeholders, migration notes, checklists.',
    )
    .addHelpText('after', DOCS_HELP)
    .action(toAction(async () => (await import('./commands/docs.ts')).docs));
}

function addChecklistCommands(program: Command, toAction: ToAction): void {
  const checklist = program
    .command('checklist')
    .description('Make the checklist of a version, or bring it up to date, and show what is left to do.')
    .argument('[version]', 'a version; without it, the highest one that has a checklist')
    .option('--phase <name>', 'only this phase')
    .option('--type <type>', 'the type of the release, where its version does not say it')
    .option('--date <day>', 'the day of the release, for a new checklist')
    .option('--manager <name>', 'who sees to the release, for a new checklist')
    .addHelpText('after', CHECKLIST_HELP)
    .action(toAction(async () => (await import('./commands/checklist.ts')).checklist));
  const release = ['--release <version>', 'the version; without it, the highest one that has a checklist'] as const;
  checklist
    .command('check')
    .description('Mark an item as done.')
    .argument('<item>', 'the name of the item, the start of it, or words of its text')
    .option('--by <who>', 'who did it')
    .option('--evidence <text>', 'what shows it')
    .option(...release)
    .action(toAction(async () => (await import('./commands/checklist.ts')).checkItem));
  checklist
    .command('uncheck')
    .description('Take the mark of an item away, and what was said with it.')
    .argument('<item>', 'the name of the item, the start of it, or words of its text')
    .option(...release)
    .action(toAction(async () => (await import('./commands/checklist.ts')).uncheckItem));
  checklist
    .command('na')
    .description('Mark an item as not applicable.')
    .argument('<item>', 'the name of the item, the start of it, or words of its text')
    .requiredOption('--reason <text>', 'why it does not apply')
    .option(...release)
    .action(toAction(async () => (await import('./commands/checklist.ts')).skipItem));
}

function setOption(): Option {
  return new Option('--set <name=value>', 'what a placeholder stands for; can be repeated').argParser(
    (value: string, before: readonly string[] = []) => [...before, value],
  );
}

const NOTES_HELP = `
Only the section of that one version is used. Nothing is written while something in it is left to be
filled in: a value that is not known, [link], [date], TBD.
Templates: plain, package, components, product, tag-highlights, breaking-changes, migration,
hotfix-runbook, rollback-runbook, incident, those of announcements, and the policy’s.
Formats: md, json.

Examples:
  release-ledger notes --latest --output .release_notes_v1.4.0.md
  release-ledger notes 1.4.0 --template components
  release-ledger notes 1.4.0 --template rollback-runbook --set reason="Data loss"`;

const ANNOUNCE_HELP = `
Formats: md, json.

Examples:
  release-ledger announce 1.4.0 --audience internal --set team="Release Team"
  release-ledger announce 1.4.0 --audience rollback --set reason="No login" --set fixDate=2026-02-01`;

const CHECKLIST_HELP = `
Items that a check can show to be done are ticked with its evidence; those that are not for this
release are marked as not applicable, with the reason. What people wrote stays.
Exits with 1 while something is left to do that the release waits for.
Formats: text, json.

Examples:
  release-ledger checklist 1.4.0
  release-ledger checklist 1.4.0 --phase pre-release
  release-ledger checklist check tests-pass --by Ada --evidence "CI run 512"
  release-ledger checklist na load-test --reason "no change of the server"`;

const APPROVE_HELP = `
Example:
  release-ledger approve security_lead --by ada@example.com --release 1.4.0`;

const DOCS_HELP = `
The documents are those of the policy (docs.files); its checklists are checked, too.
Formats: text, json, sarif (2.1.0), github (annotations of a workflow), gcc (a line each).

Examples:
  release-ledger docs
  release-ledger docs --format github`;
