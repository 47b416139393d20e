import { spawn } from 'node:child_process';
import { complaintOf, type WritingGit } from './write.ts';

/** `moved`: git says so. `unmoved`: git says that it moved nothing. `unknown`: it ended before it said either. */
export type TransactionEnd =
  | { readonly kind: 'moved' }
  | { readonly kind: 'unmoved'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string };

const TIMEOUT = 120_000;
const ERROR_LIMIT = 64 * 1024;

/**
 * Runs one transaction of `git update-ref -z --stdin`.
 *
 * Git is told to commit only once it has said that all is prepared, so that it takes everything back by itself where this
 * process dies before that; only what it does between the word and its end can be interrupted.
 *
 * @param commands the fields of each command, without their terminators.
 * @param reason what the reflog says, on one line.
 */
export function runTransaction(
  git: WritingGit,
  commands: readonly (readonly string[])[],
  reason: string,
): Promise<TransactionEnd> {
  // The user's `reference-transaction` hook is part of moving refs.
  const { program, args, cwd, env } = git.command(['update-ref', '-m', reason, '--stdin', '-z'], { role: 'hooks' });
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, env: { ...env }, shell: false, windowsHide: true, stdio: 'pipe' });
    let said = '';
    let stderr = '';
    let committing = false;
    const timer = setTimeout(() => child.kill('SIGKILL'), TIMEOUT);
    child.stdin.on('error', () => undefined);
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (stderr.length < ERROR_LIMIT) stderr += text;
    });
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (committing || !said.includes('prepare: ok\n')) return;
      committing = true;
      child.stdin.end('commit\0');
    });
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve({ kind: 'unmoved', reason: error.message });
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      if (said.includes('commit: ok\n')) resolve({ kind: 'moved' });
      else if (code === null || committing)
        resolve({ kind: 'unknown', reason: stderr.trim() || 'git was ended while it moved the refs' });
      else resolve({ kind: 'unmoved', reason: complaintOf({ kind: 'ended', code, stdout: Buffer.alloc(0), stderr }) });
    });
    child.stdin.write(['start', ...commands.map((fields) => fields.join('\0')), 'prepare', ''].join('\0'));
  });
}
