import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A git that does what git does, and writes down each time that it is started and each object that it is asked for. */
export class CountingGit {
  readonly folder: string;
  /** The environment in which it is found as `git`. */
  readonly env: NodeJS.ProcessEnv;

  constructor(home: string) {
    this.folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'release-ledger-git-')));
    const real = execFileSync('/bin/sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
    const script = [
      '#!/bin/sh',
      `printf '%s\\n' "$*" >> '${this.folder}/started'`,
      'case " $* " in',
      `  *" cat-file "*) tee -a '${this.folder}/asked' | '${real}' "$@" ;;`,
      `  *) exec '${real}' "$@" ;;`,
      'esac',
      '',
    ].join('\n');
    fs.writeFileSync(path.join(this.folder, 'git'), script, { mode: 0o755 });
    this.env = { PATH: `${this.folder}${path.delimiter}${process.env.PATH}`, HOME: home };
  }

  /** The subcommands that were started, in their order. */
  get started(): readonly string[] {
    return this.#lines('started').map(
      (line) => line.replace(/^(?:-c \S+ |--literal-pathspecs )+/, '').split(' ')[0] ?? '',
    );
  }

  /** What `cat-file` was asked for. */
  get asked(): readonly string[] {
    return this.#lines('asked');
  }

  forget(): void {
    for (const file of ['started', 'asked']) fs.rmSync(path.join(this.folder, file), { force: true });
  }

  remove(): void {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  #lines(file: string): readonly string[] {
    const name = path.join(this.folder, file);
    return fs.existsSync(name) ? fs.readFileSync(name, 'utf8').split('\n').filter(Boolean) : [];
  }
}
