import { type FormatLink, findFormatLink } from '../../changelog/format-link.ts';
import { defineRule, type RuleContext } from '../rule.ts';

interface State {
  readonly link: FormatLink;
  readonly expected: string;
}

export default defineRule<State>({
  id: 'changelog/unpinned-format-link',
  severity: 'info',
  scope: 'format',
  summary: 'The link to Keep a Changelog names no version.',
  why: `“Pin the Keep a Changelog link to the version you follow, so it stays accurate as this page changes” (Keep a Changelog
2.0.0, “What goes at the top of the file?”). Without a version the link leads to the newest text, which may ask for something
else than the file follows.`,
  check(context, report) {
    const { changelog, index } = context;
    const link = index.once(findFormatLink, changelog);
    if (link && link.version === null) report(link.span, { link, expected: pinnedUrl(link, context) });
  },
  message: ({ expected }) => `Expected a link that is pinned to a version of Keep a Changelog, as in “${expected}”`,
  fixes: [
    {
      safety: 'unsafe',
      title: ({ expected }) => `Link to “${expected}”`,
      edits: ({ link, expected }) => [{ ...link.span, text: expected }],
    },
  ],
  examples: [
    {
      bad: '# Changelog\n\nBased on [Keep a Changelog](⟦http://keepachangelog.com/⟧).\n',
      good: '# Changelog\n\nBased on [Keep a Changelog](https://keepachangelog.com/en/2.0.0/).\n',
      message:
        'Expected a link that is pinned to a version of Keep a Changelog, as in “https://keepachangelog.com/en/2.0.0/”',
    },
    {
      bad: '# Changelog\n\nBased on ⟦https://keepachangelog.com⟧.\n',
      good: '# Changelog\n\nBased on https://keepachangelog.com/en/1.1.0/.\n',
      policy: { standard: '1.1.0' },
    },
    {
      bad: '# Änderungen\n\nNach [Keep a Changelog](⟦https://keepachangelog.com/de⟧).\n',
      good: '# Änderungen\n\nNach [Keep a Changelog](https://keepachangelog.com/de/1.1.0/).\n',
    },
    {
      bad: '# Änderungen\n\n[Keep a Changelog]\n\n## [1.0.0] - 2017-07-17\n\n[Keep a Changelog]: ⟦https://keepachangelog.com/de/⟧\n',
      good: '# Änderungen\n\n[Keep a Changelog]\n\n## [1.0.0] - 2017-07-17\n\n[Keep a Changelog]: https://keepachangelog.com/de/1.1.0/\n',
      policy: { standard: '1.1.0' },
    },
  ],
});

/** The newest version that a translation is of, for those that are not of 1.1.0: nobody has translated 2.0.0 yet. */
const BEHIND: ReadonlySet<string> = new Set(['ar', 'hr', 'id-ID', 'ka', 'sk', 'sr']);

function pinnedUrl({ language }: FormatLink, { policy: { standard } }: RuleContext): string {
  const isEnglish = language === null || language === 'en';
  const translated = BEHIND.has(language ?? '') ? '1.0.0' : '1.1.0';
  return `https://keepachangelog.com/${language ?? 'en'}/${isEnglish || standard !== '2.0.0' ? standard : translated}/`;
}
