import { namesOwner } from '../ledger/tag-template.ts';
import type { Policy } from '../policy/policy.ts';

/** The kinds of continuous integration that a project can start with, and the script that makes a release. */
export const CI_KINDS = ['github', 'generic', 'release'] as const;

export type CiKind = (typeof CI_KINDS)[number];

/** A file that runs the checks wherever changes are integrated. */
export interface CiFile {
  /** Relative to the project's folder, with `/`. */
  readonly path: string;
  readonly text: string;
}

/**
 * The file for a kind of continuous integration: every change is checked, and a tag of a release by what has to hold when it
 * ships; then its notes are shown.
 *
 * @param program the version of the command line that is to run, so that every run of it does the same
 */
export function ciFile(kind: CiKind, policy: Policy, program: string): CiFile {
  const strip = stripOf(policy.tag.name);
  switch (kind) {
    case 'github':
      return { path: '.github/workflows/release-ledger.yml', text: githubWorkflow(policy, strip, program) };
    case 'generic':
      return { path: 'ci/release-ledger.sh', text: script(strip, program) };
    case 'release':
      return { path: 'scripts/release.sh', text: releaseScript(policy, program) };
  }
}

/** What a shell takes off the beginning of a tag, so that its version is left. */
function stripOf(name: string): string {
  const [prefix = ''] = name.split('{version}');
  return namesOwner(prefix) ? `##${prefix.replaceAll('{name}', '*')}` : `#${prefix}`;
}

function githubWorkflow({ tag, gates }: Policy, strip: string, program: string): string {
  const pattern = tag.name.replace(/\{(?:version|name)\}/g, '*');
  return [
    'name: Release Ledger',
    '',
    'on:',
    '  pull_request:',
    '  push:',
    '    branches: [main, master]',
    `    tags: [${quote(pattern)}]`,
    '',
    'permissions:',
    '  contents: read',
    '',
    'jobs:',
    '  check:',
    '    runs-on: ubuntu-latest',
    '    steps:',
    '      - uses: actions/checkout@v4',
    '        with:',
    '          # Tags and history are among the records that are compared.',
    '          fetch-depth: 0',
    '          persist-credentials: false',
    '      - uses: actions/setup-node@v4',
    '        with:',
    '          node-version: 20',
    `      - run: npm install --global release-ledger@${program}`,
    '      - name: Check the records',
    '        run: release-ledger check --format github',
    ...(gates.commands.length === 0
      ? []
      : [
          '      # The gates are the commands of the policy in this very commit. Set up here what they need.',
          '      - name: Run the gates',
          "        if: github.event_name == 'push'",
          '        run: release-ledger gate --yes',
        ]),
    '      - name: Check the release',
    "        if: github.ref_type == 'tag'",
    '        env:',
    `          TAG: \${{ github.ref_name }}`,
    '        run: |',
    `          release-ledger check --release "\${TAG${strip}}" --format github`,
    `          release-ledger notes "\${TAG${strip}}" >> "$GITHUB_STEP_SUMMARY"`,
    '',
  ].join('\n');
}

function releaseScript({ tag, gates }: Policy, program: string): string {
  const [prefix = '', suffix = ''] = tag.name.split('{version}');
  return [
    '#!/bin/sh',
    '# Releases a version: tests, version files, changelog, tag, bundle, push, deployment.',
    '# Whatever stands in the way ends it, and says what to do.',
    'set -eu',
    `ledger() { npx --yes release-ledger@${program} "$@"; }`,
    '',
    'if [ "$#" -ne 1 ] || [ -z "$1" ]; then',
    '  echo "Usage: $0 <version>" >&2',
    '  exit 1',
    'fi',
    'version="$1"',
    `tag=${quoteShell(prefix)}"$version"${quoteShell(suffix)}`,
    '',
    ...(gates.commands.length === 0
      ? []
      : [
          '# The gates are the commands of the policy: what tests and builds.',
          'ledger gate --release "$version" --yes',
          '',
        ]),
    '# One commit: version files and changelog; with its tag, where the policy has it here.',
    'ledger cut "$version" --yes',
    'if ! git rev-parse --quiet --verify "refs/tags/$tag" > /dev/null; then',
    '  ledger tag "$version" --yes',
    'fi',
    'ledger bundle "$version"',
    'ledger push "$version" --yes',
    '',
    '# How it is deployed is the project’s own; that it was is recorded.',
    'if [ -f scripts/deploy.sh ]; then',
    '  sh scripts/deploy.sh "$version"',
    '  ledger audit record "$version"',
    'fi',
    '',
  ].join('\n');
}

function quoteShell(text: string): string {
  return text === '' ? '' : `'${text.replaceAll("'", "'\\''")}'`;
}

function script(strip: string, program: string): string {
  return [
    '#!/bin/sh',
    '# Checks the records of releases, in any continuous integration that has Node.js and git:',
    '#   sh ci/release-ledger.sh        for every change',
    '#   sh ci/release-ledger.sh TAG    for the tag of a release',
    '# The checkout has to have the whole history and all tags.',
    'set -eu',
    `ledger() { npx --yes release-ledger@${program} "$@"; }`,
    '',
    'ledger check',
    '# GitLab names the tag that it builds.',
    `tag="\${1:-\${CI_COMMIT_TAG:-}}"`,
    'if [ -n "$tag" ]; then',
    `  ledger check --release "\${tag${strip}}"`,
    `  ledger notes "\${tag${strip}}"`,
    'fi',
    '',
  ].join('\n');
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
