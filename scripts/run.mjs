import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * Runs a program without a shell and waits for its end.
 * @param {string} program
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, quiet?: boolean }} [options] quiet: print its output only when it fails
 * @returns {Promise<void>} rejects with the command and what it printed when it does not end with 0
 */
export function run(program, args, { cwd, env = process.env, quiet = false } = {}) {
  return new Promise((resolve, reject) => {
    const stdio = quiet ? 'pipe' : 'inherit';
    const child = spawn(program, args, { cwd, env, stdio: ['ignore', stdio, stdio] });
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => {
        printed += text;
      });
    }
    child.on('error', (error) => reject(new Error(`${program} could not be started: ${error.message}`)));
    child.on('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`${[program, ...args].join(' ')} ended with ${signal ?? code}\n${printed}`.trimEnd()));
    });
  });
}

/**
 * The npm that came with this Node, as something that needs no shell (on Windows `npm` is a batch file).
 * @returns {{ program: string, args: string[] }}
 */
export function npmCommand() {
  const bin = path.dirname(process.execPath);
  const candidates = [
    process.env.npm_execpath ?? '',
    path.join(bin, 'node_modules/npm/bin/npm-cli.js'),
    path.join(bin, '../lib/node_modules/npm/bin/npm-cli.js'),
  ];
  const cli = candidates.find((file) => path.basename(file) === 'npm-cli.js' && existsSync(file));
  return cli ? { program: process.execPath, args: [cli] } : { program: 'npm', args: [] };
}

/**
 * The absolute path of a program, or undefined when no folder of PATH has it.
 * @param {readonly string[]} names tried in this order
 * @returns {string | undefined}
 */
export function findOnPath(names) {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find((file) => existsSync(file));
}
