import type { Span } from '../../src/core/index.ts';
import type { View } from '../view.ts';
import { describeAge } from './age.ts';
import { overlaps } from './find.ts';
import { leadsToNext, nextRelease } from './next-release.ts';

/** A word that the editor shows behind the text without it being there. */
export interface Hint {
  readonly offset: number;
  readonly label: string;
  readonly tooltip: string;
}

/** How old a release is, and which version the unreleased entries lead to. */
export function inlayHints(view: View, range: Span): readonly Hint[] {
  if (!view.settings.inlayHints) return [];
  const hints: Hint[] = [];
  const { say } = view;
  for (const release of view.check.changelog.releases) {
    if (!overlaps(release.heading, range)) continue;
    const offset = release.heading.text.end;
    const next = leadsToNext(view, release) ? nextRelease(view) : null;
    if (next)
      hints.push({ offset, label: `→ ${next.next}`, tooltip: say('A {0} version, by the entries below', next.level) });
    else if (release.date !== null) {
      hints.push({
        offset,
        label: describeAge(release.date, view.today, say),
        tooltip: say('Released on {0}', release.date),
      });
    }
  }
  return hints;
}
