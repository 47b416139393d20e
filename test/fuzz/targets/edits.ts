import { toMinimalEdits } from '../../../server/minimal-edits.ts';
import { spliceSource } from '../../../server/splice-source.ts';
import { applyEdits, sortEdits, toSource } from '../../../src/core/index.ts';
import { type FuzzTarget, hold } from '../target.ts';
import { changelog } from './changelog.ts';

/** Edits of texts: what a client sends, what fixes are made of, and what the editor is told to change. */
export const edits: FuzzTarget = {
  name: 'edits',
  seeds: changelog.seeds,
  words: changelog.words,
  check(text, random) {
    const start = random.below(text.length + 1);
    const end = Math.min(text.length, start + random.below(40));
    const inserted = random.below(2) === 0 ? '' : random.pick(changelog.words);
    const after = text.slice(0, start) + inserted + text.slice(end);
    hold(applyEdits(text, [{ start, end, text: inserted }]) === after, 'an edit changes its place');
    const spliced = spliceSource(toSource(text), start, end, inserted);
    const read = toSource(after);
    hold(spliced.text === after && spliced.lineCount === read.lineCount, 'a change gives the text that was meant');
    hold(spliced.eol === read.eol && spliced.contentStart === read.contentStart, 'a change gives the same line ending');
    for (let line = 0; line < read.lineCount; line++)
      hold(spliced.lineStarts[line] === read.lineStarts[line], 'a change gives the lines of the new text');
    const minimal = toMinimalEdits(text, after);
    hold(applyEdits(text, minimal) === after, 'minimal edits lead to the same text');
    const wild = [0, 0, 0].map(() => ({
      start: random.below(text.length + 9) - 4,
      end: random.below(text.length + 9),
      text: 'x',
    }));
    const sorted = sortEdits(wild, text.length);
    if (sorted) applyEdits(text, wild);
  },
};
