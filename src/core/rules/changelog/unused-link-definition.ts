import { isUnreleased } from '../../changelog/heading-name.ts';
import { gatherLinks, type LinkedRelease } from '../../changelog/links/gather-links.ts';
import { foldLabel } from '../../changelog/links/label.ts';
import type { Changelog } from '../../changelog/model.ts';
import type { Definition } from '../../markdown/blocks.ts';
import type { Span } from '../../text/source.ts';
import { defineRule, type RuleContext } from '../rule.ts';
import { removeDefinitions, standsAmongDefinitions } from '../support/definition-removal.ts';
import { toInitials } from '../support/initials.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';
import { shorten } from '../support/shorten.ts';

interface Found {
  readonly span: Span;
  readonly label: string;
  readonly definition: Definition;
}

export default defineRule<Repeated<Found>>({
  id: 'changelog/unused-link-definition',
  severity: 'info',
  scope: 'format',
  summary: 'Nothing refers to a link definition.',
  why: `A definition shows nothing by itself (CommonMark 0.31, section 4.7). One that nothing refers to is left over from a release
that was renamed or removed, or its reference is misspelt. Footnotes and the comments that some write as definitions
(\`[//]: # (text)\`) are left alone.`,
  check(context, report) {
    const { changelog, index, text } = context;
    if (changelog.definitions.length === 0) return;
    const candidates = new Map<string, Definition[]>();
    const others = definitionsOfNoRelease(changelog, index.once(gatherLinks, changelog));
    if (others.length === 0) return;
    const taken = new Set(changelog.releases.map(({ label }) => foldLabel(label)));
    for (const definition of others) {
      const label = foldLabel(text.slice(definition.label.start, definition.label.end));
      // The link of the unreleased section waits for the section, where a project takes that out at each release.
      if (taken.has(label) || isUnreleased(label) || isNoLink(definition, text)) continue;
      const known = candidates.get(label);
      if (known) known.push(definition);
      else candidates.set(label, [definition]);
    }
    if (candidates.size > 0) removeUsed(candidates, context);
    const found = [...candidates.values()].flat().map((definition): Found => {
      return { span: definition.label, label: text.slice(definition.label.start, definition.label.end), definition };
    });
    reportRepeated(found, report);
  },
  message: (state) =>
    `Unexpected definition “[${shorten(state.one.label)}]”, expected something that refers to it${andOthers(state)}`,
  fixes: [
    {
      safety: 'safe',
      title: ({ all }) => (all.length === 1 ? 'Remove the definition' : `Remove ${all.length} definitions`),
      edits: ({ all }, { changelog }) => {
        const removable = all.filter(({ definition }) => standsAmongDefinitions(changelog, definition));
        return removable.length > 0
          ? removeDefinitions(
              changelog,
              removable.map(({ definition }) => definition),
            )
          : null;
      },
    },
    {
      safety: 'unsafe',
      title: () => 'Remove the definition',
      edits: ({ one: { definition } }, { changelog }) =>
        definition.parent !== -1 || standsAmongDefinitions(changelog, definition)
          ? null
          : removeDefinitions(changelog, [definition]),
    },
  ],
  examples: [
    {
      bad: '## [1.0.0]\n\n- One, see [#12].\n\n[1.0.0]: https://github.com/o/r/releases/tag/v1.0.0\n[⟦0.9.0⟧]: https://github.com/o/r/releases/tag/v0.9.0\n[#12]: https://github.com/o/r/issues/12\n',
      good: '## [1.0.0]\n\n- One, see [#12].\n\n[1.0.0]: https://github.com/o/r/releases/tag/v1.0.0\n[#12]: https://github.com/o/r/issues/12\n',
      message: 'Unexpected definition “[0.9.0]”, expected something that refers to it',
    },
    {
      bad: '## 1.0.0\n\n- One, by [Jo\n  Doe][], see ![logo][ Some  Logo ] and [this] [#12\\]].\n\n[//]: # (comment)\n[jo doe]: https://example.com\n[⟦other⟧]: https://example.com\n[some logo]: https://example.com\n[this]: https://example.com\n[1.0.0]: https://example.com\n[^1]: Footnote.\n[#12\\]]: https://example.com\n',
      good: '## 1.0.0\n\n- One, by [Jo\n  Doe][], see ![logo][ Some  Logo ] and [this] [#12\\]].\n\n[//]: # (comment)\n[jo doe]: https://example.com\n[some logo]: https://example.com\n[this]: https://example.com\n[1.0.0]: https://example.com\n[^1]: Footnote.\n[#12\\]]: https://example.com\n',
    },
  ],
});

/** Nearly every definition is a release's own, and then its label need not be looked at. */
function definitionsOfNoRelease({ definitions }: Changelog, links: readonly LinkedRelease[]): readonly Definition[] {
  let inOrder = 0;
  for (const { definition } of links) if (definition && definition === definitions[inOrder]) inOrder++;
  if (inOrder === definitions.length) return [];
  const linked = new Set(links.map(({ definition }) => definition));
  return definitions.filter((definition) => !linked.has(definition));
}

/** Footnotes, which CommonMark reads as definitions, and the idioms for a comment: `[//]: #`, `[comment]: <>`. */
function isNoLink({ label, url }: Definition, text: string): boolean {
  const destination = text.slice(url.start, Math.min(url.end, url.start + 2));
  return (
    text[label.start] === '^' ||
    destination === '#' ||
    destination === '' ||
    text.slice(label.start, label.end) === '//'
  );
}

/** Longer labels are none (CommonMark 0.31, section 4.7). */
const LONGEST_LABEL = 999;

/** Every text in brackets that is not a definition's own label counts as a reference, also in code: rather miss one than be wrong. */
function removeUsed(candidates: Map<string, Definition[]>, { changelog, index, text }: RuleContext): void {
  const { definitions } = changelog;
  const isInitial = toInitials(
    [...candidates.keys()].map((label) => label.charAt(0) + label.charAt(0).toLowerCase()).join(''),
  );
  let next = 0;
  for (const open of index.find('[')) {
    // A label that starts like none of them is none of them; only white space in front, and letters of odd cases, hide its start.
    const code = text.charCodeAt(open + 1);
    if (code < 128 && code > 32 && !isInitial(code)) continue;
    while (next < definitions.length && (definitions[next] as Definition).label.start <= open) next++;
    if (definitions[next]?.label.start === open + 1) continue;
    const close = closingBracket(text, open + 1);
    if (close < 0) continue;
    // Within a quote the next line of a label has the quote's marker in front of it.
    candidates.delete(foldLabel(text.slice(open + 1, close).replace(/[\r\n]+[ \t>]*/g, ' ')));
    if (candidates.size === 0) return;
  }
}

/** The bracket that closes a label which starts at `start`; -1 where another one opens before, or none closes. */
function closingBracket(text: string, start: number): number {
  const limit = Math.min(text.length, start + LONGEST_LABEL);
  for (let at = start; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (code === 93) return at;
    if (code === 91) return -1;
    if (code === 92) at++;
  }
  return -1;
}
