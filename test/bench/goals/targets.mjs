/**
 * What each figure must and should be. Ratios are ours divided by the other side's.
 *
 * @typedef {object} Target
 * @property {string} goal
 * @property {string} name as the measurement names it
 * @property {number} must
 * @property {number} aim
 */

/** @type {readonly Target[]} */
export const TARGETS = [
  { goal: 'P1', name: 'commonmark', must: 1 / 8, aim: 1 / 15 },
  { goal: 'P2', name: 'markdown-it', must: 1 / 20, aim: 1 / 40 },
  { goal: 'P2', name: 'changelog-parser', must: 1 / 6, aim: 1 / 12 },
  { goal: 'P3', name: 'remark', must: 1 / 500, aim: 1 / 1000 },
  { goal: 'P3', name: 'markdownlint', must: 1 / 500, aim: 1 / 1000 },
  { goal: 'P4', name: 't(10 MB) / t(1 MB)', must: 20, aim: 12 },
  { goal: 'P5', name: 'markdown-it', must: 1 / 15, aim: 1 / 30 },
  { goal: 'P6', name: 'p95, VS Code Markdown', must: 1 / 30, aim: 1 / 80 },
  { goal: 'P7', name: 'server / node -e 0', must: 3, aim: 2.2 },
  { goal: 'P8', name: 'extension entry', must: 60, aim: 30 },
  { goal: 'P8', name: 'all JavaScript', must: 1000, aim: 750 },
  { goal: 'P9', name: 'VS Code Markdown', must: 0.4, aim: 0.25 },
  { goal: 'P10', name: 'xargs -0 sha256sum', must: 0.6, aim: 0.4 },
  { goal: 'P10', name: 'loop of createReadStream', must: 1 / 10, aim: 1 / 20 },
  { goal: 'P11', name: 'git for-each-ref', must: 1.3, aim: 1.1 },
  { goal: 'P12', name: 'loop of git diff', must: 0.4, aim: 0.3 },
  { goal: 'P13', name: 'loop of git log', must: 1 / 20, aim: 1 / 40 },
  { goal: 'P14', name: 'git processes', must: 6, aim: 4 },
  { goal: 'P15', name: 'tar czf', must: 0.9, aim: 0.75 },
  { goal: 'P15', name: 'npm tar', must: 0.6, aim: 0.45 },
  { goal: 'P16', name: 'after / before the edits', must: 1.25, aim: 1.1 },
];

/** What each measurement is about, in the order of the goals. */
export const TITLES = {
  P1: 'Full validation of a 1 MB changelog, against a Markdown parser',
  P2: 'Full validation of a 1 MB changelog, against faster parsers',
  P3: 'Full validation of a 1 MB changelog, against remark and markdownlint',
  P4: 'Growth',
  P5: 'A pass over real changelogs',
  P6: 'From a keystroke to its diagnostics, in a 1 MB changelog',
  P7: 'From the start of the process to the first diagnostics, 100 KB',
  P8: 'Size of what is shipped',
  P9: 'Memory of the server with a 1 MB changelog open',
  P10: 'SHA-256 of 20,000 files',
  P11: 'History of 500 tags with dates, objects and messages',
  P12: 'Lines changed between all neighbouring tags of 500, in 20,000 files',
  P13: 'Release metrics over 2,000 commits and 500 tags',
  P14: 'Processes that are started for a manifest, in 20,000 files and 500 tags',
  P15: 'A bundle of 20,000 files',
  P16: 'Memory of the server over 200 edits, with the history of 330 releases and 500 tags open',
};
