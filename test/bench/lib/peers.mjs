import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npmCommand, run } from '../../../scripts/run.mjs';

export const BENCH = join(import.meta.dirname, '..');

/** Installs the peers where they are missing or of another lock file. */
export async function installPeers() {
  const lock = readFileSync(join(BENCH, 'package-lock.json'), 'utf8');
  const mark = join(BENCH, 'node_modules/.installed-lock.json');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) return;
  console.error('Installing the peers into test/bench/node_modules …');
  const { program, args } = npmCommand();
  await run(program, [...args, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: BENCH, quiet: true });
  writeFileSync(mark, lock);
}
