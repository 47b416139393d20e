import { gatherLinks } from './changelog/links/gather-links.ts';
import { readStandardHeading } from './changelog/standard-heading.ts';
import { DefinitionReader } from './markdown/definitions.ts';
import { InlineScanner } from './markdown/inline-scanner.ts';
import { ParagraphLines } from './markdown/paragraph-lines.ts';
import { Scanner } from './markdown/scanner.ts';
import { checkChangelog } from './rules/run.ts';
import { gatherEntries } from './rules/support/entry-table.ts';
import { toSource } from './text/source.ts';

/** What opens every kind of block that a changelog consists of, and gives the rules something to report. */
const SAMPLE = `# Changelog

<!-- A comment. -->

## [1.0.0] - 2017-06-20

### Added

- An entry with \`code\` and [a link](https://example.org).
  > A quote.

\`\`\`text
A fence.
\`\`\`

## [0.1.0]

### Added

[1.0.0]: https://example.org/o/r/compare/v0.1.0...v1.0.0
[0.1.0]: https://example.org/o/r/compare/v0.0.1...v0.1.0
`;

/**
 * One instance of each class that a check makes for every text and lets go again.
 *
 * A JavaScript engine throws away what it compiled for a class when a garbage collection finds no instance of it. Whoever
 * checks again and again holds on to these, so that the check after a collection is as fast as the one before.
 */
export function sampleInstances(): readonly object[] {
  const source = toSource(SAMPLE);
  const scanner = new Scanner(source);
  scanner.scanLines(0, source.lineCount);
  scanner.finish();
  const definition = '[1.0.0]: https://example.org "A title"';
  const lines = new ParagraphLines();
  lines.push(0, definition.length);
  const reader = new DefinitionReader(definition, lines);
  reader.read(0);
  const check = checkChangelog({ text: source });
  const { changelog } = check;
  const entries = gatherEntries(changelog);
  const title = '[1.0.0] - 2017-06-20';
  const heading = readStandardHeading(title, { start: 0, end: title.length }) ?? {};
  return [scanner, reader, new InlineScanner(SAMPLE, 0, null).scan(), check, entries, heading, gatherLinks(changelog)];
}
