import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applyPlan } from '../../../src/host/release/apply.ts';
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

  it('by GPG: commit and tag are good signatures', async () => {
    const context = inHome();
    const gnupg = path.join(home, 'gnupg');
    mkdirSync(gnupg);
    chmodSync(gnupg, 0o700);
    const batch = ['--batch', '--pinentry-mode', 'loopback', '--passphrase', ''];
    const env = { PATH: process.env.PATH, HOME: home, GNUPGHOME: gnupg };
    execFileSync('gpg', [...batch, '--quick-generate-key', 'Ada <ada@example.com>', 'ed25519', 'sign'], {
      env,
      stdio: 'pipe',
    });
    try {
      expect(await applyPlan(cutPlan(repo, NEW, { sign: true }), context)).toMatchObject({ kind: 'applied' });
      verify('verify-commit', 'main');
      verify('verify-tag', 'v1.1.0');
    } finally {
      execFileSync('gpgconf', ['--kill', 'gpg-agent'], { env, stdio: 'pipe' });
    }
  });

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
