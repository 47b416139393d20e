import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { CONTRIBUTIONS } from '../../syntaxes/source/contributions.ts';
import type { Pattern } from '../../syntaxes/source/grammar.ts';
import { COMMENTS, IN_A_CHANGELOG, REGIONS, RELEASE_HEADINGS } from './cases.ts';

/**
 * Twice what the editor tokenizes of a line. All lines together take an expression a tenth of a second; a single line takes
 * more than the patience where the search grows with the square of its length.
 */
const LENGTH = 40_000;
const PATIENCE = 5_000;

const expressions = CONTRIBUTIONS.flatMap(({ grammar }) => grammar.patterns.flatMap(expressionsOf));
const samples = [...RELEASE_HEADINGS, ...IN_A_CHANGELOG, ...REGIONS, ...COMMENTS].flatMap(([, text]) => [
  text,
  ...text.split('\n'),
]);

/** Openings of something that our expressions read, and what to repeat behind them. */
const HOSTILE: readonly (readonly [opening: string, repeated: string])[] = [
  ['', ' '],
  ['', '# '],
  ['', '# ['],
  ['', '# 1.'],
  ['', '# a'],
  ['', 'a/'],
  ['', 'a-'],
  ['', 'ab.c/d '],
  ['', '1'],
  ['', '1.1'],
  ['', '2026-01-0'],
  ['', 'CVE-2026-'],
  ['', 'GHSA-c3hm-'],
  ['', '**breaking '],
  ['', '**'],
  ['', '[#1'],
  ['', '('],
  ['', '\u{1f41b}'],
  ['', '<!-- release-ledger: '],
  ['## ', '1'],
  ['## ', '1.1'],
  ['## ', 'a/'],
  ['## ', '@a'],
  ['## ', '\t'],
  ['## [', '1.1.'],
  ['## [', '1.1/'],
  ['## [1.1.1', '-a'],
  ['## [1.1.1](', 'a'],
  ['## 1.1.1', ' '],
  ['## 1.1.1', ' ('],
  ['## Changelog', ' '],
  ['## Changelog ', '#'],
  ['### ', '*'],
  ['### Added', ':'],
  ['### Bug', ' '],
  ['[1.1.1', '+1'],
  ['[1.1.1]: ', 'a'],
  ['[1.1.1]: a', ' '],
  ['[1.1.1]: <', 'a'],
  ['[1.1.1]: a "', 'b'],
  ['[1.1.1]: a ', '()'],
  ['<!-- release-ledger: allow', ' a/b'],
  ['<!-- release-ledger: allow ', 'a'],
  ['<!-- release-ledger: allow a/b', ' '],
];

function expressionsOf(pattern: Pattern): string[] {
  if ('match' in pattern) return [pattern.match];
  // Out of its region an end cannot know the begin's captures; a fixed text stands for them.
  return 'begin' in pattern
    ? [pattern.begin, pattern.end.replaceAll('\\1', '##'), ...pattern.patterns.flatMap(expressionsOf)]
    : [];
}

interface Finding {
  readonly expression: string;
  readonly sample?: string;
  readonly missed?: readonly string[];
}

/** Searches in a worker; rejects with the expression that was being searched when patience ended. */
function searchAll(searched: readonly string[], matching: readonly string[], patience: number): Promise<Finding[]> {
  const hostile = HOSTILE.map(([opening, repeated]) => `${opening}${repeated.repeat(LENGTH / repeated.length)}\u0001`);
  const workerData = { expressions: searched, samples: matching, hostile };
  const worker = new Worker(new URL('search-worker.mjs', import.meta.url), { workerData });
  const findings: Finding[] = [];
  return new Promise<Finding[]>((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    worker.on('error', reject);
    worker.on('exit', () => clearTimeout(timer));
    worker.on('message', (message: Finding | { readonly done: true }) => {
      clearTimeout(timer);
      if ('done' in message) return resolve(findings);
      findings.push(message);
      timer = setTimeout(() => reject(new Error(`No end of searching ${message.expression}`)), patience);
    });
  }).finally(() => worker.terminate());
}

it('reads hostile lines to the end with every expression', async () => {
  const findings = await searchAll(expressions, samples, PATIENCE);
  expect(findings.filter(({ sample, missed }) => sample === undefined && missed === undefined)).toEqual([]);
  expect(findings.filter(({ missed }) => missed && missed.length > 0)).toEqual([]);
  expect(findings).toHaveLength(2 * expressions.length);
});

it('would find an expression whose search grows with the square', async () => {
  await expect(searchAll([String.raw`\d+!`], ['1!'], 500)).rejects.toThrow('No end of searching');
});
