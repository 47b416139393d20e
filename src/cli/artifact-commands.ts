import { type Command, Option } from 'commander';
import type { Handler } from './handler.ts';

type ToAction = (load: () => Promise<Handler>) => (...received: unknown[]) => Promise<void>;

/** Adds the commands about what a release leaves behind: manifests, lists of digests, bundles, bills of materials. */
export function addArtifactCommands(program: Command, toAction: ToAction): void {
  const manifest = program
    .command('manifest')
    .description('Make and verify release manifests.')
    .addHelpText('after', MANIFEST_VERIFY_HELP);
  manifest
    .command('create')
    .description(
      'Make the manifest of a version from the changelog, git and the policy; never over one that says something else.',
    )
    .argument('<version>', 'a version of the changelog')
    .addOption(
      new Option('--form <form>', 'how it is written, instead of as the policy says').choices(['md', 'json', 'both']),
    )
    .option('--type <type>', 'the type of the release, where neither its version nor its title says it')
    .option('--tests <file...>', 'the output of test runners, or a JSON list of results')
    .option('--stdout', 'print it instead of writing it')
    .addHelpText('after', MANIFEST_CREATE_HELP)
    .action(toAction(async () => (await import('./commands/manifest-create.ts')).createManifest));
  manifest
    .command('blank')
    .description('Make an empty manifest to be filled in by hand, and print the commands that tell what it says.')
    .argument('<version>', 'the version that it is for')
    .addOption(new Option('--form <form>', 'how it is written, instead of as the policy says').choices(['md', 'json']))
    .option('--stdout', 'print it instead of writing it')
    .action(toAction(async () => (await import('./commands/manifest-blank.ts')).createBlankManifest));
  manifest
    .command('verify')
    .description(
      'Check manifests against changelog, tags and the files that they list; without FILES, all that the policy’s folder has.',
    )
    .argument('[files...]', 'manifests, in JSON or Markdown')
    .addHelpText('after', MANIFEST_VERIFY_HELP)
    .action(toAction(async () => (await import('./commands/manifest.ts')).verifyManifests));

  const checksums = program
    .command('checksums')
    .description('Make and verify lists of SHA-256 digests.')
    .addHelpText('after', CHECKSUMS_VERIFY_HELP);
  checksums
    .command('create')
    .description('Write the list of the files that the policy names, in the format of sha256sum.')
    .argument('<version>', 'the version that the list is for')
    .option('--stdout', 'print the list instead of writing it')
    .addHelpText('after', CHECKSUMS_CREATE_HELP)
    .action(toAction(async () => (await import('./commands/checksums.ts')).createChecksums));
  checksums
    .command('verify')
    .description('Verify the files of a list, more strictly than sha256sum --strict -c does.')
    .argument('<file>', 'the list')
    .addHelpText('after', CHECKSUMS_VERIFY_HELP)
    .action(toAction(async () => (await import('./commands/checksums.ts')).verifyChecksums));

  const bundle = program
    .command('bundle')
    .description(
      'Make the bundle of a version, the same bytes on every run; “bundle verify FILE” looks into one without unpacking it.',
    )
    .argument('<version>', 'a version of the changelog')
    .option('--worktree', 'pack the folder as it is, instead of what was tagged')
    .addHelpText('after', BUNDLE_HELP)
    .action(toAction(async () => (await import('./commands/bundle.ts')).createBundle));
  bundle
    .command('verify')
    .description('Verify the form, the paths and the digests of a bundle, without unpacking it.')
    .argument('<file>', 'the bundle')
    .addHelpText('after', BUNDLE_VERIFY_HELP)
    .action(toAction(async () => (await import('./commands/bundle.ts')).checkBundleFile));

  program
    .command('sbom')
    .description(
      'Print the bill of materials of a tagged version as CycloneDX 1.6, from its lock files and requirements.',
    )
    .argument('<version>', 'a version or the name of its tag')
    .addHelpText('after', SBOM_HELP)
    .action(toAction(async () => (await import('./commands/sbom.ts')).sbom));

  program
    .command('artifacts')
    .description(
      'Check that what a release leaves behind is there: files, image tags, what is pinned, and the workflow that makes it.',
    )
    .argument('<version>', 'the version')
    .addHelpText('after', ARTIFACTS_HELP)
    .action(toAction(async () => (await import('./commands/artifacts.ts')).artifacts));
}

const MANIFEST_CREATE_HELP = `
What only people know (a summary, approvals, who verified it) is left open, and named by “manifest
verify”. The time in it is SOURCE_DATE_EPOCH where that is set; everything else depends on the
records alone.

Examples:
  release-ledger manifest create 0.7.3 --tests regression.txt integration.txt
  release-ledger manifest create 0.7.3 --form json --stdout`;

const MANIFEST_VERIFY_HELP = `
Formats: text, json, sarif (2.1.0), github (annotations of a workflow), gcc (a line each).

Examples:
  release-ledger manifest verify
  release-ledger manifest verify releases/RELEASE-MANIFEST-0.7.3.md --format json`;

const CHECKSUMS_CREATE_HELP = `
Examples:
  release-ledger checksums create 0.7.3
  release-ledger checksums create 0.7.3 --stdout | sha256sum --strict -c`;

const CHECKSUMS_VERIFY_HELP = `
Paths in the list count from the working folder. Lines of another form, paths that lead elsewhere,
links, and files that stand twice, are missing or are not listed fail.
Formats: text, json.

Example:
  release-ledger checksums verify releases/checksums-0.7.3.txt`;

const SBOM_HELP = `
The same version gives the same text: the time is that of its tag, or SOURCE_DATE_EPOCH.
Format: json.

Example:
  release-ledger sbom 1.4.0 > sbom.cdx.json`;

const ARTIFACTS_HELP = `
What that is, is for the policy to say (“artifacts”). Only files of the project are looked at: no
registry is asked.
Formats: text, json.

Example:
  release-ledger artifacts 1.4.0`;

const BUNDLE_HELP = `
What is packed, and where it is written, is for the policy to say (“bundle”). Every file has the
time of the tag, or SOURCE_DATE_EPOCH. Links and submodules are left out. Nothing that is there is
written over.
Formats: tar.gz, zip; without one, the policy’s.

Examples:
  release-ledger bundle 1.4.0
  release-ledger bundle 1.4.0 --format zip`;

const BUNDLE_VERIFY_HELP = `
Links, devices, paths that lead elsewhere, files that stand twice or are the same on some systems,
what is appended or hidden, and files that are missing in the bundle’s list of digests or differ
from it fail.
Formats: text, json.

Example:
  release-ledger bundle verify releases/acme-1.4.0.tar.gz`;
