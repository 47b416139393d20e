import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyPlan } from '../../../src/host/release/apply.ts';
import { cliIn } from '../../support/cli-in.ts';
import { contextOf, cutPlan } from '../../support/cut-plan.ts';
import { TestRepository } from '../../support/repository.ts';
import { snapshotOf } from '../../support/snapshot.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const NEW = { 'CHANGELOG.md': '# Changelog\n\n## 1.1.0\n' };

let repo: TestRepository;
let home: string;
beforeEach(() => {
  repo = new TestRepository();
  repo.commit('first', { 'CHANGELOG.md': '# Changelog\n' });
});
afterEach(() => repo.remove());

const inHome = () => {
  home = temporaryFolder();
  const context = contextOf(repo);
  return contextOf(repo, { env: { ...context.env, HOME: home, GNUPGHOME: path.join(home, 'gnupg') } });
};

/** The user's own configuration. */
function configure(text: string): void {
  writeFileSync(path.join(home, '.gitconfig'), text);
}

function verify(...args: readonly string[]): string {
  const env = { PATH: process.env.PATH, HOME: home, GNUPGHOME: path.join(home, 'gnupg') };
  return execFileSync('git', args, { cwd: repo.folder, encoding: 'utf8', env, stdio: ['ignore', 'pipe', 'pipe'] });
}

function sshKey(): string {
  const key = path.join(home, 'key');
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'ada@example.com', '-f', key]);
  const publicKey = readFileSync(`${key}.pub`, 'utf8');
  writeFileSync(path.join(home, 'signers'), `ada@example.com ${publicKey}`);
  return key;
}

const hasGpg = spawnSync('gpg', ['--version']).status === 0;

/** A key of GPG without a passphrase. @returns what its agent is ended with */
function gpgKey(): () => void {
  const gnupg = path.join(home, 'gnupg');
  mkdirSync(gnupg);
  chmodSync(gnupg, 0o700);
  const batch = ['--batch', '--pinentry-mode', 'loopback', '--passphrase', ''];
  const env = { PATH: process.env.PATH, HOME: home, GNUPGHOME: gnupg };
  execFileSync('gpg', [...batch, '--quick-generate-key', 'Ada <ada@example.com>', 'ed25519', 'sign'], {
    env,
    stdio: 'pipe',
  });
  return () => void execFileSync('gpgconf', ['--kill', 'gpg-agent'], { env, stdio: 'pipe' });
}

describe('signing', () => {
  it('by SSH: commit and tag are good signatures', async () => {
    const context = inHome();
    const key = sshKey();
    configure(
      `[gpg]\n\tformat = ssh\n[user]\n\tsigningKey = ${key}\n[gpg "ssh"]\n\tallowedSignersFile = ${home}/signers\n`,
    );
    const outcome = await applyPlan(cutPlan(repo, NEW, { sign: true }), context);
    expect(outcome).toMatchObject({ kind: 'applied', record: { ran: [expect.stringMatching(/^signer ssh: \//)] } });
    verify('verify-commit', 'main');
    verify('verify-tag', 'v1.1.0');
    expect(verify('fsck', '--strict', '--no-dangling')).toBe('');
  });

  it.skipIf(!hasGpg)(
    `by GPG: commit and tag are good signatures${hasGpg ? '' : ': there is no gpg here'}`,
    async () => {
      const context = inHome();
      const endAgent = gpgKey();
      try {
        expect(await applyPlan(cutPlan(repo, NEW, { sign: true }), context)).toMatchObject({ kind: 'applied' });
        verify('verify-commit', 'main');
        verify('verify-tag', 'v1.1.0');
      } finally {
        endAgent();
      }
    },
  );

  it('happens only where the plan says so', async () => {
    const context = inHome();
    configure('[commit]\n\tgpgSign = true\n[tag]\n\tgpgSign = true\n[gpg]\n\tprogram = /bin/false\n');
    expect(await applyPlan(cutPlan(repo, NEW), context)).toMatchObject({ kind: 'applied', record: { ran: [] } });
  });

  const refused: readonly (readonly [string, string])[] = [
    ['F14×S6: the signer fails', '[gpg]\n\tprogram = /bin/false\n'],
    ['the program is not there', '[gpg]\n\tprogram = nowhere-to-be-found\n'],
    ['the key is an option (T013)', '[user]\n\tsigningKey = --exec=evil\n'],
    ['SSH has no key', '[gpg]\n\tformat = ssh\n'],
    ['the format is not known', '[gpg]\n\tformat = rot13\n'],
  ];
  it.each(refused)('%s: refused, and nothing changed', async (_, text) => {
    const context = inHome();
    configure(text);
    const before = snapshotOf(repo);
    const outcome = await applyPlan(cutPlan(repo, NEW, { sign: true }), context);
    expect(outcome).toMatchObject({ kind: 'refused', refusals: [{ code: 'signing' }] });
    expect(snapshotOf(repo)).toEqual(before);
  });

  it('F14×S7: only the tag cannot be signed', async () => {
    const context = inHome();
    const plan = cutPlan(repo, NEW, { sign: true });
    const steps = plan.steps.map((step) => (step.kind === 'commit' ? { ...step, sign: false } : step));
    configure('[gpg]\n\tprogram = /bin/false\n');
    const before = snapshotOf(repo);
    expect(await applyPlan({ ...plan, steps }, context)).toMatchObject({
      kind: 'refused',
      refusals: [{ code: 'signing' }],
    });
    expect(snapshotOf(repo)).toEqual(before);
  });

  it.each([
    ['gpg.program', 'openpgp', 'T010'],
    ['gpg.openpgp.program', 'openpgp', 'T010'],
    ['gpg.ssh.program', 'ssh', 'T011'],
    ['gpg.x509.program', 'x509', 'T012'],
    ['gpg.ssh.defaultKeyCommand', 'ssh', 'T013'],
  ])('%s of the repository is not run (%s, %s)', async (key, format) => {
    const context = inHome();
    const mark = path.join(home, 'MARK');
    const script = path.join(home, 'planted.sh');
    writeFileSync(script, `#!/bin/sh\ntouch '${mark}'\n`, { mode: 0o755 });
    repo.git('config', key, script);
    repo.git('config', 'gpg.format', format);
    if (key !== 'gpg.ssh.defaultKeyCommand') repo.git('config', 'user.signingKey', script);
    // Plain git runs it.
    expect(() => repo.git('commit', '--gpg-sign', '--allow-empty', '--message', 'x')).toThrow();
    expect(existsSync(mark)).toBe(true);
    rmSync(mark);
    expect((await applyPlan(cutPlan(repo, NEW, { sign: true }), context)).kind).toBe('refused');
    expect(existsSync(mark)).toBe(false);
  });

  it('looks for no program in the work tree (T128)', async () => {
    const context = inHome();
    const mark = path.join(home, 'MARK');
    repo.write('bin/gpg', `#!/bin/sh\ntouch '${mark}'\nexit 1\n`);
    chmodSync(path.join(repo.folder, 'bin/gpg'), 0o755);
    configure(`[gpg]\n\tprogram = ${repo.folder}/bin/gpg\n`);
    const searchPath = `${repo.folder}/bin:.:${process.env.PATH}`;
    const outcome = await applyPlan(cutPlan(repo, NEW, { sign: true }), {
      ...context,
      env: { ...context.env, PATH: searchPath },
    });
    expect(outcome).toMatchObject({ kind: 'refused', refusals: [{ code: 'signing' }] });
    configure('');
    await applyPlan(cutPlan(repo, NEW, { sign: true }), { ...context, env: { ...context.env, PATH: searchPath } });
    expect(existsSync(mark)).toBe(false);
  });
});

describe('cut --sign', () => {
  const unreleased = '# Changelog\n\n## Unreleased\n\n### Added\n\n- A thing\n';
  const sayIn = (context: ReturnType<typeof contextOf>, ...argv: readonly string[]) =>
    cliIn(repo, argv, undefined, {
      releaseContext: (folder, command) => ({ ...context, folder, command }),
    });

  it('signs the tag with the user’s SSH key, says so before, and the signature is good', async () => {
    repo.commit('entries', { 'CHANGELOG.md': unreleased });
    const context = inHome();
    const key = sshKey();
    configure(
      `[gpg]\n\tformat = ssh\n[user]\n\tsigningKey = ${key}\n[gpg "ssh"]\n\tallowedSignersFile = ${home}/signers\n`,
    );
    const { code, stderr } = await sayIn(context, 'cut', '1.1.0', '--sign', '--yes');
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('v1.1.0 (signed)') });
    verify('verify-tag', 'v1.1.0');
    expect(verify('fsck', '--strict', '--no-dangling')).toBe('');
    expect((await sayIn(context, 'undo', '--yes')).code).toBe(0);
    expect(repo.git('tag')).toBe('');
  });

  it.skipIf(!hasGpg)(`does so with GPG${hasGpg ? '' : ': there is no gpg here'}`, async () => {
    repo.commit('entries', { 'CHANGELOG.md': unreleased });
    const context = inHome();
    const endAgent = gpgKey();
    try {
      const { code, stderr } = await sayIn(context, 'cut', '1.1.0', '--sign', '--yes');
      expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining('v1.1.0 (signed)') });
      verify('verify-tag', 'v1.1.0');
    } finally {
      endAgent();
    }
  });

  it('changes nothing where the key cannot be used, and ends with 1', async () => {
    repo.commit('entries', { 'CHANGELOG.md': unreleased });
    const context = inHome();
    configure(`[gpg]\n\tformat = ssh\n[user]\n\tsigningKey = ${home}/no-such-key\n`);
    const before = snapshotOf(repo);
    const { code, stderr } = await sayIn(context, 'cut', '1.1.0', '--sign', '--yes');
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/error: The signature was not made[\s\S]*hint: /),
    });
    expect(snapshotOf(repo)).toEqual(before);
  });
});
