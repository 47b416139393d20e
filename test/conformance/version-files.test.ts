import { describe, expect, it } from 'vitest';
import { writeVersions } from '../../src/core/release/write-versions.ts';
import { parseVersion, type Version } from '../../src/core/version/version.ts';
import { memoryDisk } from '../../src/host/memory.ts';
import { readVersionFiles } from '../../src/host/version-files.ts';
import { runCli } from '../support/cli.ts';
import { policyOf } from './support.ts';

interface Case {
  readonly profile: string;
  /** The rows of its document that are about them. */
  readonly rows: string;
  /** The files that the document names, all at 1.1.0. */
  readonly files: Readonly<Record<string, string>>;
}

const PYPROJECT = '[project]\nname = "a" # ours\nversion = "1.1.0"\n';

const CASES: readonly Case[] = [
  {
    profile: 'audit-trail',
    rows: 'no row of its own',
    files: {
      'pyproject.toml': PYPROJECT,
      'setup.py': 'from setuptools import setup\n\nsetup(\n    name="a",\n    version="1.1.0",\n)\n',
      'src/backend/main.py': 'import os\n\n__version__ = "1.1.0"\n',
    },
  },
  {
    profile: 'python-package',
    rows: '001-03, 001-07',
    files: { 'pyproject.toml': PYPROJECT, 'src/__init__.py': '"""A."""\n__version__ = "1.1.0"\n' },
  },
  {
    profile: 'container-platform',
    rows: '002-06',
    files: {
      'docker-compose.yml':
        'services:\n  api:\n    image: ghcr.io/acme/quasim-api:v1.1.0\n  bench:\n    image: ghcr.io/acme/quasim-bench:v1.1.0\n  db:\n    image: postgres:16.1\n',
      'charts/api/Chart.yaml': 'apiVersion: v2\nname: api\nversion: 0.4.0\nappVersion: "1.1.0" # the image\n',
      'integrations/services/quasim-api/version.py': 'VERSION = "1.1.0"\n',
      'pyproject.toml': PYPROJECT,
      'quasim/__init__.py': '__version__ = "1.1.0"\n',
    },
  },
  {
    profile: 'web-platform',
    rows: '003-08',
    files: {
      'docker-compose.yml': 'services:\n  db:\n    image: postgres:16.1\n  web:\n    image: helpdesk-platform:1.1.0\n',
      'package.json': '{ "name": "helpdesk", "version": "1.1.0" }\n',
      'setup.py': 'from setuptools import setup\n\nsetup(\n    name="a",\n    version="1.1.0",\n)\n',
    },
  },
];

const CHANGELOG = `# Changelog

## [1.1.0] - 2025-10-15

### Fixed

- One

## [1.0.0] - 2025-09-01

### Added

- Two
`;

describe.each(CASES)('the version files of $profile ($rows)', ({ profile, files }) => {
  const { versionFiles } = policyOf(profile);

  const read = () => {
    const disk = memoryDisk(
      Object.fromEntries(Object.entries(files).map(([path, text]) => [`/project/${path}`, text])),
    );
    return readVersionFiles(disk.files, '/project', '', versionFiles);
  };

  it('are read, all of them', async () => {
    const facts = await read();
    expect(new Set(facts.map(({ path }) => path))).toEqual(new Set(Object.keys(files)));
    for (const { path, places } of facts)
      expect(
        places.map(({ parsed }) => parsed?.raw),
        path,
      ).toEqual(['1.1.0']);
  });

  it('change in their versions alone', async () => {
    expect(Object.fromEntries(writeVersions(await read(), parseVersion('1.2.0') as Version))).toEqual(
      Object.fromEntries(Object.entries(files).map(([path, text]) => [path, text.replaceAll('1.1.0', '1.2.0')])),
    );
  });

  it('need not be there', async () => {
    expect(await readVersionFiles(memoryDisk({}).files, '/project', '', versionFiles)).toEqual([]);
  });

  it.each(Object.keys(files))('are reported where one does not agree: %s', async (path) => {
    const rulesFor = async (text: string): Promise<readonly string[]> => {
      const project = {
        'release-ledger.jsonc': `{ "extends": "${profile}" }`,
        'CHANGELOG.md': CHANGELOG,
        ...files,
        [path]: text,
      };
      const { stdout } = await runCli(['check', '--format', 'json'], { files: project });
      const { problems } = JSON.parse(stdout) as { problems: readonly { rule: string }[] };
      return problems.map(({ rule }) => rule).filter((rule) => rule.includes('version-file'));
    };
    const text = files[path] as string;
    expect(await rulesFor(text)).toEqual([]);
    expect(await rulesFor(text.replace('1.1.0', '1.0.0'))).toEqual(['ledger/version-file-behind']);
    const ahead = await rulesFor(text.replace('1.1.0', '1.2.0'));
    expect(new Set(ahead)).toEqual(new Set(['ledger/version-files-disagree']));
  });
});
