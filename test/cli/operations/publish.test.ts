import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cliIn } from '../../support/cli-in.ts';
import { ForgeServer } from '../../support/forge-server.ts';
import { releasedRepository, snapshot } from '../../support/released-repository.ts';
import type { TestRepository } from '../../support/repository.ts';

const TOKEN = 's3cret-t0ken';
const NOTES = '### Added\n\n- A second thing';

let repo: TestRepository;
let forge: ForgeServer;

beforeEach(async () => {
  forge = await ForgeServer.start(TOKEN);
});
afterEach(async () => {
  repo?.remove();
  await forge.stop();
});

/** The three kinds of forges, each with what the environment has of it. */
const KINDS = {
  github: { path: 'o/r', env: () => ({ GH_ENTERPRISE_TOKEN: TOKEN, GH_HOST: forge.host }) },
  gitlab: { path: 'group/sub/r', env: () => ({ GITLAB_TOKEN: TOKEN, GITLAB_HOST: `http://${forge.host}` }) },
  gitea: { path: 'o/r', env: () => ({ GITEA_TOKEN: TOKEN, GITEA_SERVER_URL: `http://${forge.host}/` }) },
} as const;

type Kind = keyof typeof KINDS;

/** A repository whose version 1.1.0 is cut, and whose forge has the tag. */
async function cut(kind: Kind, policy: object = {}, argv: readonly string[] = ['cut']): Promise<void> {
  repo = releasedRepository();
  repo.git('remote', 'set-url', 'origin', `http://${forge.host}/${KINDS[kind].path}.git`);
  repo.commit('Agree', { 'release-ledger.jsonc': JSON.stringify({ forge: { kind }, ...policy }) });
  const { code, stderr } = await cliIn(repo, [...argv, '--yes']);
  expect(code, stderr).toBe(0);
  for (const tag of repo.git('tag').split('\n')) forge.tags.set(tag, repo.git('rev-parse', `refs/tags/${tag}`));
}

function publish(kind: Kind, argv: readonly string[], env: Readonly<Record<string, string>> = KINDS[kind].env()) {
  return cliIn(repo, argv[0] === 'plan' ? argv : ['publish', ...argv], undefined, { env });
}

describe.each(['github', 'gitea'] as const)('publish at %s', (kind) => {
  it('makes a draft with the section as its notes, and makes it public on the next word', async () => {
    await cut(kind);
    const before = snapshot(repo);
    const { code, stdout, stderr } = await publish(kind, ['1.1.0', '--yes']);
    expect(code, stderr).toBe(0);
    expect(forge.releases).toEqual([
      expect.objectContaining({
        tag_name: 'v1.1.0',
        name: 'v1.1.0',
        body: expect.stringContaining(NOTES),
        draft: true,
        prerelease: false,
      }),
    ]);
    expect(stdout).toBe(`http://${forge.host}/o/r/releases/tag/untagged-7\n`);
    const open = await publish(kind, ['1.1.0', '--public', '--yes']);
    expect(open.code, open.stderr).toBe(0);
    expect(forge.releases).toEqual([expect.objectContaining({ draft: false })]);
    expect(snapshot(repo)).toBe(before);
  });

  it('shows every request and all that is in it before anything is sent', async () => {
    await cut(kind);
    const { code, stdout } = await publish(kind, ['plan', 'publish', '1.1.0']);
    expect(code).toBe(0);
    expect(stdout).toContain(
      `create  POST http://${forge.host}/api/${kind === 'github' ? 'v3' : 'v1'}/repos/o/r/releases\n`,
    );
    for (const each of ['tag_name: v1.1.0', 'draft: true', 'prerelease: false', '- A second thing'])
      expect(stdout).toContain(each);
    const asked = await publish(kind, ['1.1.0']);
    expect([asked.code, asked.stderr]).toEqual([1, expect.stringContaining('no terminal is there to ask')]);
    expect(forge.writes).toEqual([]);
  });

  it('marks what its version says to be a pre-release (001-24)', async () => {
    await cut(kind, {}, ['cut', '--pre', 'rc']);
    const { code, stderr } = await publish(kind, ['1.1.0-rc.1', '--yes']);
    expect(code, stderr).toBe(0);
    await publish(kind, ['1.0.0', '--yes']);
    expect(forge.releases.map(({ tag_name, prerelease }) => [tag_name, prerelease])).toEqual([
      ['v1.1.0-rc.1', true],
      ['v1.0.0', false],
    ]);
  });

  it('does nothing the second time', async () => {
    await cut(kind);
    await publish(kind, ['1.1.0', '--yes']);
    const sent = forge.writes.length;
    const { code, stderr } = await publish(kind, ['1.1.0', '--yes']);
    expect([code, stderr]).toEqual([0, expect.stringContaining('there is nothing to do')]);
    expect(forge.writes).toHaveLength(sent);
  });

  it('shows a release that says something else, and writes it anew only on the word', async () => {
    await cut(kind);
    await publish(kind, ['1.1.0', '--yes']);
    Object.assign(forge.releases[0] ?? {}, { body: 'Gone over by hand' });
    const refused = await publish(kind, ['1.1.0', '--yes']);
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('differs in: its notes')]);
    expect(refused.stderr).toContain('/o/r/releases/tag/untagged-7');
    expect(forge.releases[0]?.body).toBe('Gone over by hand');
    const { code } = await publish(kind, ['1.1.0', '--update', '--yes']);
    expect([code, forge.releases[0]?.body]).toEqual([0, expect.stringContaining(NOTES)]);
    expect(forge.releases[0]?.draft).toBe(true);
  });

  it('makes a draft public as somebody has gone over it (001-26)', async () => {
    await cut(kind);
    await publish(kind, ['1.1.0', '--yes']);
    Object.assign(forge.releases[0] ?? {}, { body: 'Gone over by hand' });
    const { code, stderr } = await publish(kind, ['1.1.0', '--public', '--yes']);
    expect([code, stderr]).toEqual([0, expect.stringContaining('stays so without --update: its notes')]);
    expect(forge.releases[0]).toMatchObject({ body: 'Gone over by hand', draft: false });
    // A public release is no draft again.
    Object.assign(forge.releases[0] ?? {}, { body: NOTES });
    await publish(kind, ['1.1.0', '--update', '--yes']);
    expect(forge.releases[0]?.draft).toBe(false);
  });

  it('sends the bundle, the bill of materials and other files before anybody sees the release (002-15)', async () => {
    await cut(kind);
    const missing = await publish(kind, ['1.1.0', '--bundle', '--yes']);
    expect([missing.code, missing.stderr]).toEqual([
      1,
      expect.stringContaining('Make the bundle first: release-ledger bundle 1.1.0'),
    ]);
    await cliIn(repo, ['bundle', '1.1.0']);
    repo.write('sbom.json', '{ "bomFormat": "CycloneDX" }\n');
    const { code, stderr } = await publish(kind, ['1.1.0', '--public', '--bundle', '--asset', 'sbom.json', '--yes']);
    expect(code, stderr).toBe(0);
    expect(forge.writes.map(({ method }) => method)).toEqual(['POST', 'POST', 'POST', 'PATCH']);
    expect(JSON.parse(String(forge.writes[0]?.body)).draft).toBe(true);
    const [release] = forge.releases;
    expect(release).toMatchObject({ draft: false });
    expect(release?.assets.map(({ name }) => name)).toEqual(['r-1.1.0.tar.gz', 'sbom.json']);
    expect(String(release?.assets[1]?.bytes)).toBe('{ "bomFormat": "CycloneDX" }\n');
    repo.write('sbom.json', '{}\n');
    const other = await publish(kind, ['1.1.0', '--asset', 'sbom.json', '--yes']);
    expect([other.code, other.stderr]).toEqual([
      1,
      expect.stringContaining('the release has another file sbom.json already'),
    ]);
  });
});

describe('publish at gitlab', () => {
  it('says that there are no drafts, and makes the release on the word', async () => {
    await cut('gitlab');
    const refused = await publish('gitlab', ['1.1.0', '--yes']);
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('has no drafts')]);
    expect(refused.stderr).toContain('release-ledger publish 1.1.0 --public');
    expect(forge.writes).toEqual([]);
    repo.write('notes.pdf', 'PDF');
    const { code, stdout, stderr } = await publish('gitlab', ['1.1.0', '--public', '--asset', 'notes.pdf', '--yes']);
    expect(code, stderr).toBe(0);
    expect(stdout).toBe(`http://${forge.host}/group/sub/r/-/releases/v1.1.0\n`);
    expect(forge.writes.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST /api/v4/projects/group%2Fsub%2Fr/releases',
      'PUT /api/v4/projects/group%2Fsub%2Fr/packages/generic/release/v1.1.0/notes.pdf',
      'POST /api/v4/projects/group%2Fsub%2Fr/releases/v1.1.0/assets/links',
    ]);
    expect(forge.releases).toEqual([
      expect.objectContaining({ tag_name: 'v1.1.0', body: expect.stringContaining(NOTES) }),
    ]);
    const again = await publish('gitlab', ['1.1.0', '--public', '--asset', 'notes.pdf', '--yes']);
    expect([again.code, again.stderr]).toEqual([0, expect.stringContaining('there is nothing to do')]);
    Object.assign(forge.releases[0] ?? {}, { body: 'Old' });
    await publish('gitlab', ['1.1.0', '--public', '--update', '--yes']);
    expect(forge.releases[0]?.body).toContain(NOTES);
  });
});

describe('publish', () => {
  it('names the release as the document has it: NAME v3.7.0 - Title, its section as notes, no pre-release (004-16)', async () => {
    repo = releasedRepository({
      'CHANGELOG.md':
        '# Changelog\n\n## [Unreleased]\n\n## [3.7.0] - 2026-01-02 - Wien Pilot\n\n### Added\n\n- Plan tours of a week\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- A first thing\n',
      'package.json': '{ "version": "3.7.0" }\n',
      'release-ledger.jsonc': JSON.stringify({
        extends: 'regulated-saas',
        documents: { product: 'SOLVEREIGN' },
        forge: { kind: 'github' },
      }),
    });
    repo.git('remote', 'set-url', 'origin', `http://${forge.host}/o/r.git`);
    repo.tag('v3.7.0', 'Release v3.7.0');
    forge.tags.set('v3.7.0', repo.git('rev-parse', 'refs/tags/v3.7.0'));
    const { code, stderr } = await publish('github', ['3.7.0', '--yes', '--template', 'plain']);
    expect(code, stderr).toBe(0);
    expect(forge.releases).toEqual([
      expect.objectContaining({
        name: 'SOLVEREIGN v3.7.0 - Wien Pilot',
        body: expect.stringContaining('- Plan tours of a week'),
        prerelease: false,
      }),
    ]);
  });

  it('asks a forge nothing for a version that is not tagged, or whose tag is only here', async () => {
    await cut('github');
    const untagged = await publish('github', ['9.9.9', '--yes']);
    expect([untagged.code, untagged.stderr, forge.received]).toEqual([1, expect.stringContaining('Tag it first'), []]);
    forge.tags.delete('v1.1.0');
    const unpushed = await publish('github', ['1.1.0', '--yes']);
    expect([unpushed.code, unpushed.stderr]).toEqual([
      1,
      expect.stringContaining('Push it first: release-ledger push 1.1.0'),
    ]);
    forge.tags.set('v1.1.0', 'f'.repeat(40));
    const other = await publish('github', ['1.1.0', '--yes']);
    expect([other.code, other.stderr]).toEqual([1, expect.stringContaining('is another one than here')]);
    expect(forge.writes).toEqual([]);
  });

  it('sends nothing at all without a token, and says which one it looks for', async () => {
    await cut('github');
    const { code, stderr } = await publish('github', ['1.1.0', '--yes'], {});
    expect([code, forge.received]).toEqual([1, []]);
    expect(stderr).toContain(`there is no token for ${forge.host}`);
    expect(stderr).toContain(
      `Set GH_ENTERPRISE_TOKEN to one that may write releases, and name the host: --host ${forge.host}`,
    );
    const json = JSON.parse((await publish('github', ['plan', 'publish', '1.1.0', '--format', 'json'], {})).stdout);
    expect(json).toMatchObject({
      token: null,
      forge: { kind: 'github', host: forge.host },
      blockers: [{ code: 'no-token' }],
    });
    expect(forge.received).toEqual([]);
  });

  it('sends a token to no host that it is not known to be for', async () => {
    await cut('gitea');
    for (const env of [{ GITEA_TOKEN: TOKEN }, { GITEA_TOKEN: TOKEN, GITEA_SERVER_URL: 'https://elsewhere.example' }]) {
      const { code, stderr } = await publish('gitea', ['1.1.0', '--yes'], env);
      expect([code, stderr]).toEqual([
        1,
        expect.stringContaining(`it is not known that GITEA_TOKEN is for ${forge.host}`),
      ]);
    }
    expect(forge.received).toEqual([]);
    const { code, stderr } = await publish('gitea', ['1.1.0', '--host', forge.host, '--yes'], { GITEA_TOKEN: TOKEN });
    expect(code, stderr).toBe(0);
  });

  it('is not led to another host by the policy of a repository', async () => {
    await cut('gitea');
    repo.write(
      'release-ledger.jsonc',
      JSON.stringify({
        forge: { kind: 'gitea', apiUrl: `http://${forge.host.replace('127.0.0.1', 'localhost')}/api/v1` },
      }),
    );
    const { code, stderr } = await publish('gitea', ['1.1.0', '--yes']);
    expect([code, stderr]).toEqual([1, expect.stringContaining('the policy sends requests to localhost')]);
    expect(forge.received).toEqual([]);
  });

  it('follows no redirection', async () => {
    await cut('github');
    const elsewhere = await ForgeServer.start();
    forge.intervene = () => ({ status: 301, headers: { location: `http://${elsewhere.host}/stolen` } });
    const { code, stderr } = await publish('github', ['1.1.0', '--yes']);
    expect([code, stderr]).toEqual([1, expect.stringContaining(`sends us to http://${elsewhere.host}/stolen`)]);
    expect(elsewhere.received).toEqual([]);
    await elsewhere.stop();
  });

  it('says what an answer means and what to do, and that nobody knows where there was none', async () => {
    await cut('github');
    const table = [
      [{ status: 401, json: { message: 'Bad credentials' } }, 'does not accept the token of GH_ENTERPRISE_TOKEN', 1],
      [{ status: 502, text: '<html>' }, 'failed with status 502', 3],
      [{ status: 201, json: { odd: true } }, 'did not say what became of the release', 3],
    ] as const;
    for (const [answer, message, exit] of table) {
      forge.intervene = ({ method }) => (method === 'POST' ? answer : undefined);
      const { code, stderr } = await publish('github', ['1.1.0', '--yes']);
      expect([code, stderr]).toEqual([exit, expect.stringContaining(message)]);
      expect(stderr).toContain('hint:');
    }
  });

  it('prints no token and no control character of an answer, wherever it stands', async () => {
    await cut('github');
    const evil = `\u001b]0;owned\u0007\u202e${TOKEN}`;
    forge.intervene = ({ method }) =>
      method === 'POST' ? { status: 422, json: { message: evil, errors: [{ message: evil }] } } : undefined;
    const { stdout, stderr } = await publish('github', ['1.1.0', '--yes']);
    expect(stdout + stderr).not.toMatch(/[\u001b\u0007\u202e]/);
    expect(stdout + stderr).not.toContain(TOKEN);
    const { stdout: planned } = await publish('github', ['plan', 'publish', '1.1.0', '--format', 'json']);
    expect(planned).not.toContain(TOKEN);
  });

  it('says that the forge cannot be reached', async () => {
    await cut('github');
    forge.intervene = () => ({ status: 200, text: 'x'.repeat(17 * 1024 * 1024) });
    const flood = await publish('github', ['1.1.0', '--yes']);
    expect([flood.code, flood.stderr]).toEqual([1, expect.stringContaining('more than can be an answer')]);
    const env = KINDS.github.env();
    await forge.stop();
    const { code, stderr } = await publish('github', ['1.1.0', '--yes'], env);
    expect([code, stderr]).toEqual([1, expect.stringContaining('it takes no connection')]);
    forge = await ForgeServer.start();
  });
});
