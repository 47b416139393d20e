import { type Command, Option } from 'commander';
import type { Handler } from './program.ts';

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
  release-ledger announce 1.4.0 --audience rollback --set reason="Data loss" --set fixDate=2026-02-01`;
