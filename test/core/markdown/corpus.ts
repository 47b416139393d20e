import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../support/sources.ts';
import { syntheticChangelog } from './synthetic-changelog.ts';

/** One changelog to compare on. */
export interface CorpusFile {
  readonly name: string;
  readonly text: string;
}

/** Where real changelogs lie: they belong to their projects and are no part of this one. */
const FOLDER = process.env.RELEASE_LEDGER_CORPUS ?? path.resolve(ROOT, '../shared/corpus');

/** The real changelogs, none where their folder is missing. */
export function readCorpus(): readonly CorpusFile[] {
  if (!fs.existsSync(FOLDER)) return [];
  return fs
    .readdirSync(FOLDER)
    .filter((name) => name.endsWith('.md'))
    .map((name) => ({ name, text: fs.readFileSync(path.join(FOLDER, name), 'utf8') }));
}

/** The real changelogs, or written ones where there are none, so that a comparison always has something to compare. */
export function readCorpusOrSynthetic(): readonly CorpusFile[] {
  const corpus = readCorpus();
  if (corpus.length > 0) return corpus;
  return [1, 2, 3, 4].map((seed) => ({ name: `synthetic ${seed}`, text: syntheticChangelog(seed, 60) }));
}
