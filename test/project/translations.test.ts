import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { BUILT_IN_PROFILES } from '../../src/core/index.ts';
import { allStrings, MANIFEST, readJson } from '../support/manifest.ts';
import { ROOT, readSources } from '../support/sources.ts';

type Texts = Readonly<Record<string, string>>;

const LANGUAGES = ['de'];
const english = readJson<Texts>('package.nls.json');
const said = readSources('client').flatMap(({ text }) =>
  [...text.matchAll(/\bl10n\.t\(\s*'((?:[^'\\]|\\.)*)'/g)].map((match) => match[1] as string),
);

/** The things that a translation has to keep: placeholders, links, code, icons. */
function fixedParts(text: string): readonly string[] {
  return [...text.matchAll(/\{\d+\}|\]\([^)]*\)|`[^`]*`|\$\([\w-]+\)/g)].map(([part]) => part).sort();
}

describe('texts of the manifest', () => {
  it('exist in English, every one that is named and no other', () => {
    const named = allStrings(MANIFEST).flatMap((text) => /^%([\w.]+)%$/.exec(text)?.[1] ?? []);
    expect(Object.keys(english).sort()).toEqual([...new Set(named)].sort());
  });

  it.each(LANGUAGES)('exist in %s with the same placeholders, links and code', (language) => {
    const translated = readJson<Texts>(`package.nls.${language}.json`);
    expect(Object.keys(translated).sort()).toEqual(Object.keys(english).sort());
    for (const [key, text] of Object.entries(english)) {
      expect([key, fixedParts(translated[key] ?? '')]).toEqual([key, fixedParts(text)]);
    }
  });

  it('link to commands that exist', () => {
    const commands = MANIFEST.contributes.commands.map(({ command }) => command);
    const links = Object.values(english).flatMap((text) => [...text.matchAll(/\(command:([\w.]+)/g)].map((m) => m[1]));
    expect(links.length).toBeGreaterThan(4);
    expect(links.filter((link) => !commands.includes(String(link)) && !link?.startsWith('workbench.'))).toEqual([]);
  });
});

describe('texts of the client', () => {
  it('are literals, which alone can be collected for translation', () => {
    expect(said.length).toBeGreaterThan(50);
    for (const { path: file, text } of readSources('client')) {
      const calls = text.match(/\bl10n\.t\(/g) ?? [];
      const literals = text.match(/\bl10n\.t\(\s*'/g) ?? [];
      expect([file, literals.length]).toEqual([file, calls.length]);
    }
  });

  it.each(LANGUAGES)('exist in %s, every one that is said and no other', (language) => {
    const translated = readJson<Texts>(`l10n/bundle.l10n.${language}.json`);
    expect(Object.keys(translated).sort()).toEqual([...new Set(said)].sort());
    for (const [text, translation] of Object.entries(translated)) {
      expect([text, fixedParts(translation)]).toEqual([text, fixedParts(text)]);
    }
  });

  it('say of each profile what the profile says of itself', () => {
    expect([...BUILT_IN_PROFILES.values()].filter(({ summary }) => !said.includes(summary))).toEqual([]);
  });

  it('come in the languages that the manifest comes in', () => {
    const bundles = fs.readdirSync(path.join(ROOT, 'l10n')).map((file) => /\.l10n\.(.+)\.json$/.exec(file)?.[1]);
    const manifests = fs.readdirSync(ROOT).flatMap((file) => /^package\.nls\.(.+)\.json$/.exec(file)?.[1] ?? []);
    expect([bundles, manifests]).toEqual([LANGUAGES, LANGUAGES]);
  });
});
