import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CONTRIBUTIONS, INJECTED_INTO } from '../../syntaxes/source/contributions.ts';

const ROOT = join(import.meta.dirname, '../..');
const README = readFileSync(join(ROOT, 'syntaxes/README.md'), 'utf8');
const MANIFEST: { contributes: { grammars: unknown } } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const CONTRIBUTED = CONTRIBUTIONS.map(({ file, grammar }) => ({
  scopeName: grammar.scopeName,
  path: `./syntaxes/${file}`,
  injectTo: [INJECTED_INTO],
}));

it('tells the manifest every grammar', () => {
  const [, grammars = ''] = /```json\n"grammars": ([\s\S]*?)```/.exec(README) ?? [];
  expect(JSON.parse(grammars)).toEqual(CONTRIBUTED);
});

it('is followed by the manifest', () => {
  expect(MANIFEST.contributes.grammars).toEqual(CONTRIBUTED);
});

it('lists every scope', () => {
  const painted = JSON.stringify(CONTRIBUTIONS).match(/[\w.-]+\.changelog(?=[" ])/g) ?? [];
  const listed = new Set(
    painted.filter(
      (scope) => !/^(?:meta|punctuation|support|keyword\.control\.directive|entity\.name\.tag\.rule)\b/.test(scope),
    ),
  );
  expect(listed.size).toBeGreaterThan(15);
  expect([...listed].filter((scope) => !README.includes(`\`${scope}\``))).toEqual([]);
});
