import { knownFact } from '../../docs/facts.ts';
import { matchesGlob } from '../../text/matches-glob.ts';
import { parseVersion, type Version } from '../../version/version.ts';
import { versionKey } from '../../version/version-key.ts';
import { defineDocsRule } from '../docs-rule.ts';

const VERSION = /(?<![\w.+-])v?(\d{1,6}\.\d{1,6}\.\d{1,6})(?![\w+-]|\.\d)/g;
/** Words in front of a version that say that it is a past one on purpose. */
const PAST =
  /(?:\b(?:since|from|until|before|after|in|as of|than|through|to|introduced|added|removed|deprecated|changed|fixed|released|version history)|[<>]=?|[~^→])[ \t*`(]*(?:version )?$/i;
const LOOK_BEHIND = 40;

export default defineDocsRule<{ readonly written: string; readonly current: Version }>({
  id: 'docs/stale-version',
  severity: 'warning',
  summary: 'The documentation names an earlier version as if it were the current one.',
  why: `Instructions that name a version are copied as they stand: after a release, somebody installs the one before. Versions
after “since”, “in” or “until” are past on purpose; documents about them are named in \`docs.allowOldVersions\`.`,
  about: 'documents',
  needs: ['versions'],
  check({ text, path, policy, facts }, report) {
    const [current, ...older] = knownFact(facts.versions);
    if (!current || older.length === 0) return;
    if (policy.docs.allowOldVersions.some((allowed) => matchesGlob(path, allowed))) return;
    const past = new Set(older.map(versionKey));
    for (const { 0: written, 1: number = '', index } of text.matchAll(VERSION)) {
      const version = parseVersion(number);
      if (!version || !past.has(versionKey(version))) continue;
      if (PAST.test(text.slice(Math.max(0, index - LOOK_BEHIND), index))) continue;
      report({ start: index, end: index + written.length }, { written, current });
    }
  },
  message: ({ written, current }) => `Unexpected version ${written}, expected ${current.raw}, the newest release`,
  examples: [
    {
      bad: 'Run `pip install acme==⟦1.0.0⟧`.\n',
      good: 'Run `pip install acme==1.1.0`; before 1.0.0 it was slow.\n',
      versions: ['1.1.0', '1.0.0'],
    },
    {
      bad: 'The image is acme:⟦v1.0.0⟧\n',
      good: 'Bytes 11.0.0 and 1.0.0.1 are others, and so is 1.0.0-rc.1.\n',
      versions: ['1.1.0', '1.0.0'],
      message: 'Unexpected version v1.0.0, expected 1.1.0, the newest release',
    },
  ],
});
