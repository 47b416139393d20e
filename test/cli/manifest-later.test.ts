import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { cliIn } from '../support/cli-in.ts';
import { TestRepository } from '../support/repository.ts';

const CHANGELOG = '# Changelog\n\n## [1.0.0] - 2026-01-08\n\n### Added\n\n- Maps\n';
const PATH = 'releases/v1.0.0/manifest.json';
const POLICY = { manifest: { path: 'releases/{tag}/manifest.{ext}', forms: ['json', 'md'], source: 'json' } };
/** What a version of the format that is not made yet may look like. */
const LATER = `{ "manifest_version": "2.0", "version": "1.0.0", "release_date": "2026-01-09", "checksums": { "a": "sha256:${'AB'.repeat(32)}" } }\n`;

let repo: TestRepository;
beforeEach(() => {
  repo = new TestRepository();
  repo.write('release-ledger.jsonc', JSON.stringify(POLICY));
  repo.commit('one', { 'CHANGELOG.md': CHANGELOG, [PATH]: LATER });
});
afterEach(() => repo.remove());

const said = () => fs.readFileSync(path.join(repo.folder, PATH), 'utf8');

it('is read as far as it goes, and not mended', async () => {
  const { stdout } = await cliIn(repo, ['check', '--fix', '--format', 'json']);
  const { problems } = JSON.parse(stdout) as { problems: { rule: string; file: string }[] };
  const rules = problems.filter(({ file }) => file === PATH).map(({ rule }) => rule);
  expect(rules).toContain('manifest/unknown-manifest-version');
  expect(rules).toContain('manifest/date-differs-from-changelog');
  expect(rules).toContain('manifest/checksum-form');
  expect(said()).toBe(LATER);
});

it.each([['both'], ['json'], ['md']])('is no base for making %s', async (form) => {
  const { code, stdout, stderr } = await cliIn(repo, ['manifest', 'create', '1.0.0', '--form', form]);
  expect([code, stdout, said()]).toEqual([1, '', LATER]);
  expect(stderr).toContain(
    'error: the manifest of 1.0.0 is left as it is: it is of manifest version 2.0, and only 1.0 is known here',
  );
  expect(fs.readdirSync(path.join(repo.folder, 'releases/v1.0.0'))).toEqual(['manifest.json']);
});
