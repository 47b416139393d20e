import { BREAKING_MARKER } from '../../../src/core/changelog/breaking.ts';
import { findAt } from '../find.ts';
import type { Caret, Completion } from './suggestion.ts';

/** Completes what an entry can lead with: the marker of a breaking change, the identifier of a vulnerability; null elsewhere. */
export function completeEntryStart(caret: Caret): readonly Completion[] | null {
  const written = /^\s*[-*+][ \t]+(\S{0,20})$/.exec(caret.before)?.[1];
  if (written === undefined || caret.after.trim() !== '') return null;
  const span = { start: caret.offset - written.length, end: caret.offset };
  const { section } = findAt(caret.view.check.changelog, caret.offset);
  const { policy } = caret.view;
  const completions: Completion[] = [];
  if (section?.category === 'Security') {
    completions.push({
      kind: 'marker',
      label: 'CVE-…',
      detail: 'Identifier of a vulnerability',
      documentation: [{ kind: 'text', text: 'An entry under Security leads with its identifier.' }],
      span,
      text: 'CVE-',
      snippet: `CVE-\${1:${caret.view.today.slice(0, 4)}}-\${2:00000}: $0`,
    });
  }
  if (policy.changelog.breaking !== 'section') {
    completions.push({
      kind: 'marker',
      label: BREAKING_MARKER,
      detail: 'Marker of a breaking change',
      documentation: [{ kind: 'text', text: 'Say what breaks, and link what is longer than a sentence.' }],
      span,
      text: `${BREAKING_MARKER} `,
      snippet: null,
    });
  }
  return completions;
}
