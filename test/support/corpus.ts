import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from './sources.ts';

/** A changelog of another project; tests read them, nothing of them is part of this one. */
export interface CorpusFile {
  readonly name: string;
  readonly text: string;
}

/** The folder with the changelogs: `RELEASE_LEDGER_CORPUS`, or `shared/corpus` beside the checkout; null where neither is. */
export function corpusFolder(): string | null {
  const candidates = [process.env.RELEASE_LEDGER_CORPUS, path.resolve(ROOT, '../shared/corpus')];
  return candidates.find((folder) => folder !== undefined && fs.existsSync(folder)) ?? null;
}

/** Reads the changelogs, in the order of their names; none where there is no corpus, and then says so once. */
export function readCorpus(): readonly CorpusFile[] {
  const folder = corpusFolder();
  if (folder === null) {
    console.warn('No corpus: set RELEASE_LEDGER_CORPUS to a folder of changelogs to run the tests over real files.');
    return [];
  }
  return fs
    .readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => ({ name, text: fs.readFileSync(path.join(folder, name), 'utf8') }));
}
