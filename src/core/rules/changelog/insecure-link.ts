import type { Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';
import { gatherProse } from '../support/prose.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';
import { shorten } from '../support/shorten.ts';

interface Found {
  readonly span: Span;
  readonly host: string;
}

const SCHEME = 'http://';
/** The reader's own machine, private networks and the names that are reserved for examples. */
const LOCAL =
  /^(?:localhost|127\.|0\.0\.0\.0|10\.|192\.168\.|\[::1\]|[^/]*\.(?:local|localhost|test|example|invalid)\b|example\.)/i;

export default defineRule<Repeated<Found>>({
  id: 'changelog/insecure-link',
  severity: 'off',
  scope: 'format',
  summary: 'A link goes to http instead of https.',
  why: `What is fetched over \`http\` can be read and changed on its way. Nearly every host answers over \`https\`, and most send readers
on to it. Turn this rule on to find the links that still need the detour.`,
  check({ changelog, index, text }, report) {
    const prose = index.once(gatherProse, changelog);
    const found: Found[] = [];
    for (const at of index.find(SCHEME)) {
      const host = text.slice(at + SCHEME.length, at + SCHEME.length + 100);
      if (LOCAL.test(host) || prose.isCode(at)) continue;
      const name = /^[^\s/)>\]"'?#]*/.exec(host)?.[0] ?? '';
      if (name !== '') found.push({ span: { start: at, end: at + SCHEME.length + name.length }, host: name });
    }
    reportRepeated(found, report);
  },
  message: (state) => `Unexpected link to “http://${shorten(state.one.host)}”, expected “https://”${andOthers(state)}`,
  fixes: [
    {
      safety: 'unsafe',
      title: () => 'Link to https',
      edits: ({ all }) => all.map(({ span: { start } }) => ({ start: start + 4, end: start + 4, text: 's' })),
    },
  ],
  examples: [
    {
      bad: '## [1.0.0]\n\n- Open `http://a.b/` or http://localhost:80.\n\n[1.0.0]: ⟦http://github.com⟧/o/r/releases/tag/v1.0.0\n',
      good: '## [1.0.0]\n\n- Open `http://a.b/` or http://localhost:80.\n\n[1.0.0]: https://github.com/o/r/releases/tag/v1.0.0\n',
      message: 'Unexpected link to “http://github.com”, expected “https://”',
    },
  ],
});
