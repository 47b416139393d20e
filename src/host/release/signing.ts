import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { locateProgram } from '../git/search-path-program.ts';
import { complaintOf } from '../git/write.ts';
import { runProcess } from '../process.ts';
import type { OpenRelease } from './context.ts';
import { writeTemporary } from './durable.ts';
import { GitFailed } from './git-failed.ts';
import { readSettings, type Setting } from './settings.ts';

/** How the user signs. */
export interface Signer {
  readonly format: 'openpgp' | 'x509' | 'ssh';
  /** An absolute path outside of the work tree. */
  readonly program: string;
  /** Null where the program chooses by the name of the committer. */
  readonly key: string | null;
}

const FORMATS = {
  openpgp: { key: 'gpg.program', program: 'gpg' },
  x509: { key: 'gpg.x509.program', program: 'gpgsm' },
  ssh: { key: 'gpg.ssh.program', program: 'ssh-keygen' },
} as const;

const TIMEOUT = 300_000;
const OUTPUT_LIMIT = 1024 * 1024;
const HINT = 'Set it up with “git config --global”, or do without a signature';

/**
 * Finds out how to sign.
 *
 * Which program runs is told by the user's own configuration alone, or by that of the machine; which key and which format may be
 * told by the repository, as many do.
 *
 * @throws GitFailed where signing is not set up.
 */
export async function findSigner(release: OpenRelease): Promise<Signer> {
  const settings = await readSettings(release.git);
  const format = last(settings, 'gpg.format') ?? 'openpgp';
  if (!isFormat(format))
    throw new GitFailed('The signature cannot be made', `gpg.format is “${format}”`, 'signing', HINT);
  const own = settings.filter(({ scope }) => scope === 'system' || scope === 'global');
  const named =
    last(own, FORMATS[format].key) ??
    (format === 'openpgp' ? last(own, 'gpg.openpgp.program') : null) ??
    FORMATS[format].program;
  const program = await locateProgram(named, release.context.env, [release.place.root]);
  if (program === null)
    throw new GitFailed('The signature cannot be made', `the program “${named}” was not found`, 'signing', HINT);
  const key = last(settings, 'user.signingkey');
  if (key?.startsWith('-'))
    throw new GitFailed('The signature cannot be made', `“${key}” is no key but an option`, 'signing', HINT);
  if (key === null && format === 'ssh')
    throw new GitFailed('The signature cannot be made', 'user.signingKey names no key', 'signing', HINT);
  return { format, program, key };
}

function isFormat(format: string): format is Signer['format'] {
  return Object.hasOwn(FORMATS, format);
}

function last(settings: readonly Setting[], key: string): string | null {
  return settings.findLast((setting) => setting.key === key && setting.value !== '')?.value ?? null;
}

/** The settings by which git itself signs a commit in the same way. */
export function toConfig({ format, program, key }: Signer): readonly string[] {
  return [
    `gpg.format=${format}`,
    `${FORMATS[format].key}=${program}`,
    ...(format === 'openpgp' ? [`gpg.openpgp.program=${program}`] : []),
    ...(key === null ? [] : [`user.signingkey=${key}`]),
  ];
}

/** The armoured signature of a text, as git puts it behind a tag. @throws GitFailed */
export async function sign(release: OpenRelease, signer: Signer, payload: string): Promise<string> {
  return signer.format === 'ssh' ? signBySsh(release, signer, payload) : signByGpg(release, signer, payload);
}

async function signByGpg(release: OpenRelease, signer: Signer, payload: string): Promise<string> {
  const key = signer.key ?? (await committerOf(release)).replace(/ \d+ [+-]\d{4}$/, '');
  const { stdout } = await run(release, signer, ['--status-fd=2', '-bsau', key], payload);
  return stdout.toString('utf8').replaceAll('\r\n', '\n');
}

async function signBySsh(release: OpenRelease, signer: Signer, payload: string): Promise<string> {
  const key = signer.key as string;
  const written = /^(?:key::)?((?:ssh-|ecdsa-|sk-)[\s\S]+)$/.exec(key)?.[1];
  const buffer = await writeTemporary(release.folder, 'tag', payload);
  const file =
    written === undefined ? toHome(key, release.context.env) : await writeTemporary(release.folder, 'key', written);
  // A public key that is written down is the name of one that an agent holds.
  const agent = written === undefined ? [] : ['-U'];
  await run(release, signer, ['-Y', 'sign', '-n', 'git', '-f', file, ...agent, buffer]);
  return (await readFile(`${buffer}.sig`, 'utf8')).replaceAll('\r\n', '\n');
}

async function run(release: OpenRelease, { program }: Signer, args: readonly string[], input?: string) {
  const { env } = release.git.command(['version'], { role: 'signing' });
  const answer = await runProcess({
    program,
    args,
    cwd: release.place.root,
    env,
    timeout: TIMEOUT,
    outputLimit: OUTPUT_LIMIT,
    ...(input === undefined ? {} : { input }),
  });
  if (answer.kind === 'ended' && answer.code === 0) return answer;
  const detail =
    answer.kind === 'failed'
      ? answer.detail
      : (answer.stderr.split('\n').find((line) => line.trim() !== '' && !line.startsWith('[GNUPG:]')) ??
        `it ended with ${answer.code}`);
  throw new GitFailed(`The signature was not made by ${path.basename(program)}`, detail.trim(), 'signing', HINT);
}

function toHome(file: string, env: Readonly<NodeJS.ProcessEnv>): string {
  return file.startsWith('~/') ? path.join(env.HOME ?? env.USERPROFILE ?? '', file.slice(2)) : file;
}

/** `Ada <ada@example.com> 1767225600 +0000`, as git would write it. @throws GitFailed where git does not know who the user is */
export async function committerOf({ git }: OpenRelease): Promise<string> {
  const answer = await git.run(['var', 'GIT_COMMITTER_IDENT']);
  const identity = answer.kind === 'ended' && answer.code === 0 ? answer.stdout.toString('utf8').trimEnd() : '';
  if (/^[^<>\n\0]* <[^<>\n\0]*> \d+ [+-]\d{4}$/.test(identity)) return identity;
  throw new GitFailed(
    'Git does not know who you are',
    complaintOf(answer),
    'no-identity',
    'Set user.name and user.email with “git config --global”',
  );
}
