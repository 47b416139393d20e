import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Git, openGit } from '../../src/host/git/git.ts';
import { locateGit } from '../../src/host/git/locate-git.ts';

/** A real repository in a temporary folder, with dates that never change. */
export class TestRepository {
  readonly folder: string;
  #clock = Date.parse('2026-01-01T12:00:00Z');

  constructor(...options: readonly string[]) {
    this.folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'release-ledger-repository-')));
    this.git('init', '--quiet', '--initial-branch=main', ...options);
  }

  /** Runs plain git, as a user would, and returns what it printed. */
  git(...args: readonly string[]): string {
    return execFileSync('git', args, {
      cwd: this.folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: this.environment(),
    }).trimEnd();
  }

  /** The environment of its user: nobody's configuration, a name, and the time of the repository's clock. */
  environment(): Record<string, string | undefined> {
    const date = new Date(this.#clock).toISOString();
    return {
      PATH: process.env.PATH,
      HOME: this.folder,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_AUTHOR_NAME: 'Ada',
      GIT_AUTHOR_EMAIL: 'ada@example.com',
      GIT_COMMITTER_NAME: 'Ada',
      GIT_COMMITTER_EMAIL: 'ada@example.com',
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_DATE: date,
    };
  }

  write(file: string, text: string | Uint8Array): void {
    const target = path.join(this.folder, file);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, text);
  }

  /** Commits everything, an hour after the last commit; returns its name. */
  commit(subject: string, files: Readonly<Record<string, string>> = {}): string {
    this.#clock += 3_600_000;
    for (const [file, text] of Object.entries(files)) this.write(file, text);
    this.git('add', '--all');
    this.git('commit', '--quiet', '--allow-empty', '--message', subject);
    return this.git('rev-parse', 'HEAD');
  }

  tag(name: string, message?: string): void {
    this.git('tag', ...(message === undefined ? [name] : ['--annotate', '--message', message, name]));
  }

  /** Opens our own git in the repository, or in a folder of it. */
  async open(folder = '.'): Promise<Git> {
    const program = await locateGit(process.env, [this.folder]);
    if (program === null) throw new Error('These tests need git on the search path');
    return openGit(program, path.join(this.folder, folder), { ...process.env, HOME: this.folder });
  }

  remove(): void {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}
