import { describe, expect, it } from 'vitest';
import { describeDifference, differenceFromMdast } from './compare.ts';
import { readCorpus, readCorpusOrSynthetic } from './corpus.ts';
import { DEPARTURES, departureOf } from './departures.ts';
import { optionalRequire } from './optional-require.ts';
import { hasThirdVoice, thirdVoiceAgrees } from './third-voice.ts';
import { mutatedWindow, seededRandom } from './windows.ts';

/** How many mutated windows are compared; `npm run test:windows` compares 30,000 of them, and every changelog at full length. */
const WINDOWS = Number(process.env.RELEASE_LEDGER_WINDOWS ?? 500);
/** mdast takes seconds for a changelog of some hundred kilobytes: the ordinary suite leaves the longest ones out. Characters. */
const LENGTH = process.env.RELEASE_LEDGER_WINDOWS === undefined ? 60_000 : Number.POSITIVE_INFINITY;
const SEED = Number(process.env.RELEASE_LEDGER_SEED ?? 1);

interface Specification {
  readonly tests: readonly { readonly number: number; readonly section: string; readonly markdown: string }[];
}

const specification = optionalRequire<Specification>('commonmark-spec');

/** Says how the scanner's blocks differ from mdast's without a departure of mdast's that explains it; null for nowhere. */
function defectIn(text: string): string | null {
  const difference = differenceFromMdast(text);
  return difference && !departureOf(difference) ? describeDifference(difference) : null;
}

describe('the scanner finds the blocks that mdast finds', () => {
  const corpus = readCorpus().filter(({ text }) => text.length <= LENGTH);

  it('in real changelogs', { timeout: 300_000 }, (test) => {
    if (corpus.length === 0) return test.skip('no corpus: set RELEASE_LEDGER_CORPUS to a folder of changelogs');
    expect(corpus.map(({ name, text }) => [name, defectIn(text)])).toEqual(corpus.map(({ name }) => [name, null]));
  });

  it('in every example of the CommonMark specification', (test) => {
    if (!specification) return test.skip('commonmark-spec is not installed');
    const examples = specification.tests.map(({ number, markdown }) => ({
      number,
      text: markdown.replaceAll('→', '\t'),
    }));
    expect(examples.length).toBeGreaterThan(600);
    // None of the specification's own examples needs a departure.
    const differences = examples.map(({ number, text }) => [number, differenceFromMdast(text)] as const);
    expect(differences.filter(([, difference]) => difference)).toEqual([]);
  });

  it(`in ${WINDOWS} mutated windows of changelogs`, { timeout: 1_800_000 }, () => {
    const texts = readCorpusOrSynthetic().map(({ text }) => text.split(/\r\n|\n|\r/));
    const random = seededRandom(SEED);
    const departures = new Map<string, number>();
    const defects: string[] = [];
    for (let count = 0; count < WINDOWS; count++) {
      const difference = differenceFromMdast(mutatedWindow(texts, random));
      if (!difference) continue;
      const departure = departureOf(difference);
      if (!departure) defects.push(describeDifference(difference));
      else if (hasThirdVoice && !thirdVoiceAgrees(difference.text))
        defects.push(`commonmark.js: ${describeDifference(difference)}`);
      else departures.set(departure.name, (departures.get(departure.name) ?? 0) + 1);
    }
    console.log(
      `${WINDOWS} windows, ${defects.length} differences; mdast departs from CommonMark in`,
      Object.fromEntries(departures),
      hasThirdVoice ? 'and commonmark.js reads all of them as the scanner does' : '(commonmark is not installed)',
    );
    expect(defects).toEqual([]);
  });
});

describe('where mdast departs from CommonMark', () => {
  it.each(DEPARTURES.map((departure) => [departure.name, departure] as const))('%s', (_, departure) => {
    const difference = differenceFromMdast(departure.example);
    expect(difference && departureOf(difference)?.name).toBe(departure.name);
  });

  it('commonmark.js agrees with the scanner', (test) => {
    if (!hasThirdVoice) return test.skip('commonmark is not installed');
    expect(DEPARTURES.filter(({ example }) => !thirdVoiceAgrees(example)).map(({ name }) => name)).toEqual([]);
  });
});
