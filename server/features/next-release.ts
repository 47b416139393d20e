import { type NextVersion, type NextVersionRefusal, nextVersion, type Release } from '../../src/core/index.ts';
import { taggedVersions } from '../../src/core/ledger/ledger.ts';
import { sayCount } from '../../src/core/text/say.ts';
import type { Block } from '../markup.ts';
import { toPlainLabel } from '../plain-text.ts';
import type { View } from '../view.ts';

/** A hover shows the first few of the entries that decide the version. */
const REASON_LIMIT = 5;

/** The version that the unreleased entries lead to, or why there is none. */
export function planNextRelease({
  policy,
  today,
  check: { changelog },
  ledger: { ledger },
}: View): NextVersion | NextVersionRefusal {
  return nextVersion(changelog, policy, { today, ...(ledger ? taggedVersions(ledger) : {}) });
}

/** The same, null where there is none. */
export function nextRelease(view: View): NextVersion | null {
  const next = planNextRelease(view);
  return 'code' in next ? null : next;
}

/** True for the section that the next version is shown at: the first one of what is not released yet. */
export function leadsToNext({ check: { changelog } }: View, release: Release): boolean {
  return release.unreleased && changelog.releases.find((each) => each.unreleased) === release;
}

/** The next version, and the entries that decide it. */
export function describeNext(view: View): readonly Block[] {
  const next = planNextRelease(view);
  const { say } = view;
  if ('code' in next) return [{ kind: 'text', text: say(next.message) }];
  const { next: version, level, current, skipped } = next;
  const said =
    current === null
      ? say('Next version: {0}, the first release.', version)
      : say('Next version: {0} ({1}), after {2}.', version, level, current);
  const shown = next.reasons
    .slice(0, REASON_LIMIT)
    .map(({ category, text }) => toPlainLabel(category === '' ? text : `${category}: ${text}`));
  const more = next.reasons.length - shown.length;
  return [
    ...skipped.map((taken): Block => ({ kind: 'text', text: say('{0} is tagged on another branch.', taken) })),
    { kind: 'text', text: shown.length > 0 ? `${said} ${say('Decided by:')}` : said },
    ...(shown.length > 0
      ? [
          {
            kind: 'list',
            items: [...shown, ...(more > 0 ? [sayCount(say, more, ['{0} more entry', '{0} more entries'])] : [])],
          } as const,
        ]
      : []),
  ];
}
