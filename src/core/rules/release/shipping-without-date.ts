import type { Release } from '../../changelog/model.ts';
import { defineShippingRule } from './release-rule.ts';

interface State {
  readonly release: Release;
  readonly written: string;
}

export default defineShippingRule<State>({
  id: 'changelog/shipping-without-date',
  severity: 'error',
  scope: 'any',
  summary: 'The version that is about to ship has no date.',
  why: `Keep a Changelog 2.0.0 shows the release date of each version (“Guiding principles”). A section that says
“Unreleased”, a placeholder or nothing where the date belongs is not ready: write the day on which the version ships, in UTC,
as \`YYYY-MM-DD\`.`,
  supersedes: ['changelog/release-without-date'],
  check({ release }, report) {
    if (!release || release.date !== null || release.version?.scheme === 'calver') return;
    const written = release.dateText ?? release.form.rest;
    report(release.dateSpan ?? release.form.restSpan ?? release.labelSpan, { release, written });
  },
  message: ({ release, written }) =>
    written === ''
      ? `Expected a date after ${release.label}, which is about to ship`
      : `Unexpected “${written}” after ${release.label}, expected the date on which it ships`,
  fixes: [
    {
      safety: 'unsafe',
      title: () => 'Date it with today',
      edits: ({ release }, { today }) => {
        if (today === null) return null;
        if (release.dateSpan) return [{ ...release.dateSpan, text: today }];
        const { restSpan } = release.form;
        if (restSpan) return isUnreleasedMark(release.form.rest) ? [{ ...restSpan, text: today }] : null;
        const at = release.yankedSpan ? null : release.heading.text.end;
        return at === null ? null : [{ start: at, end: at, text: ` - ${today}` }];
      },
    },
  ],
  examples: [
    {
      version: '1.0.0',
      today: '2017-07-17',
      bad: '## [⟦1.0.0⟧]\n\n### Added\n\n- First release.\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- First release.\n',
      message: 'Expected a date after 1.0.0, which is about to ship',
    },
    {
      version: '1.0.0',
      today: '2017-07-17',
      bad: '## [1.0.0] - ⟦YYYY-MM-DD⟧\n\n### Added\n\n- First release.\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- First release.\n',
      message: 'Unexpected “YYYY-MM-DD” after 1.0.0, expected the date on which it ships',
    },
    {
      version: '1.0.0',
      today: '2017-07-17',
      bad: '## [1.0.0] - ⟦2017-02-30⟧\n\n### Added\n\n- First release.\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- First release.\n',
    },
    {
      version: '1.0.0',
      today: '2017-07-17',
      bad: '## [1.0.0] - ⟦Unreleased⟧\n\n### Added\n\n- First release.\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- First release.\n',
    },
  ],
});

function isUnreleasedMark(rest: string): boolean {
  return /^[([]?(?:unreleased|tbd|tba|todo|in progress|wip)[)\]]?$/i.test(rest);
}
