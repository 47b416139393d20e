import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

/** A copy of a repository in which something is planted that leaves a mark when it is run. */
export class PlantedRepository {
  readonly folder: string;
  /** A program that leaves the mark, whatever it is run for. */
  readonly script: string;
  readonly #mark: string;

  /** @param folder an empty folder; the repository becomes its `work`, so that its mark and program stand beside it. */
  constructor(template: string, folder: string) {
    this.folder = path.join(folder, 'work');
    this.#mark = path.join(folder, 'MARK');
    this.script = path.join(folder, 'planted.sh');
    fs.cpSync(template, this.folder, { recursive: true, verbatimSymlinks: true });
    this.plantProgram(this.script);
  }

  get isMarked(): boolean {
    return fs.existsSync(this.#mark);
  }

  plantProgram(file: string): void {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, `#!/bin/sh\necho "$0 $*" >> '${this.#mark}'\nexit 0\n`, { mode: 0o755 });
  }

  write(file: string, text: string): void {
    const target = path.join(this.folder, file);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    fs.writeFileSync(target, text);
  }

  /** Settings of the repository's own configuration; `SCRIPT` in them is the planted program. */
  configure(settings: Readonly<Record<string, string>>): void {
    for (const setting of Object.entries(settings))
      this.plainGit(['config', ...setting.map((part) => part.replaceAll('SCRIPT', this.script))]);
  }

  /** Runs git as a user would, with nothing hardened, and lets it fail. */
  plainGit(args: readonly string[], { input = '', env = {}, folder = '.', terminal = false } = {}): string {
    const [program, ...rest] = terminal
      ? ['script', '--quiet', '--command', ['git', ...args].join(' '), '/dev/null']
      : ['git', ...args];
    const { stdout } = spawnSync(program as string, rest, {
      cwd: path.join(this.folder, folder),
      input,
      encoding: 'utf8',
      timeout: 20_000,
      env: {
        PATH: process.env.PATH,
        HOME: path.dirname(this.folder),
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_TERMINAL_PROMPT: '0',
        GIT_AUTHOR_NAME: 'Ada',
        GIT_AUTHOR_EMAIL: 'ada@example.com',
        GIT_COMMITTER_NAME: 'Ada',
        GIT_COMMITTER_EMAIL: 'ada@example.com',
        ...env,
      },
    });
    return (stdout ?? '').trimEnd();
  }
}
