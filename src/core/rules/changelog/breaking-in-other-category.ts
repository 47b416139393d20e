import type { Entry } from '../../changelog/model.ts';
import type { Span } from '../../text/source.ts';
import { defineRule } from '../rule.ts';
import { gatherMarkedEntries } from '../support/breaking-entries.ts';
import { categoryIn, isStandard } from '../support/category-headings.ts';
import { moveEntry } from '../support/move-entry.ts';
import { andOthers, type Repeated, reportRepeated } from '../support/repeated.ts';
import { standardOf } from '../support/standard.ts';

interface Found {
  readonly span: Span;
  readonly entry: Entry;
  readonly category: string;
}

export default defineRule<Repeated<Found>>({
  id: 'changelog/breaking-in-other-category',
  severity: 'hint',
  scope: 'format',
  summary: 'A breaking change stands under another type than Changed or Removed.',
  why: `What breaks is something that was there before, and is now different or gone: Keep a Changelog 2.0.0 marks breaking changes
inside their type, which is Changed or Removed. Under Added or Fixed the marker mostly means that an entry says two things:
say what is new where it is, and what breaks under Changed.`,
  check(context, report) {
    if (context.policy.changelog.breaking === 'section' || standardOf(context) !== '2.0.0') return;
    const found: Found[] = [];
    for (const { entry, marker } of context.index.once(gatherMarkedEntries, context)) {
      const category = entry.section?.category;
      if (!category || !isStandard(category) || category === 'Changed' || category === 'Removed') continue;
      found.push({ span: { start: marker.start, end: marker.end }, entry, category: entry.section.name });
    }
    reportRepeated(found, report);
  },
  message: (state) =>
    `Unexpected breaking change under “${state.one.category}”, expected it under Changed or Removed${andOthers(state)}`,
  fixes: [
    {
      safety: 'unsafe',
      title: () => 'Move the entry to Changed',
      edits: ({ one, all }, context) =>
        all.length > 1
          ? null
          : moveEntry(
              context,
              one.entry,
              ({ category }) => category === 'Changed',
              categoryIn(context.changelog, 'Changed'),
            ),
    },
  ],
  examples: [
    {
      bad: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- One.\n- ⟦**Breaking:**⟧ The command\n  needs a file.\n\n### Changed\n\n- Two.\n',
      good: '## [1.0.0] - 2017-07-17\n\n### Added\n\n- One.\n\n### Changed\n\n- Two.\n- **Breaking:** The command\n  needs a file.\n',
      message: 'Unexpected breaking change under “Added”, expected it under Changed or Removed',
    },
    {
      bad: '## [1.0.0]\n\n### Fixed\n\n- ⟦**Breaking:**⟧ One.\n- Two.\n',
      good: '## [1.0.0]\n\n### Changed\n\n- **Breaking:** One.\n\n### Fixed\n\n- Two.\n',
    },
    {
      bad: '## [1.0.0]\n\n### Fixed\n\n- ⟦**Breaking:**⟧ One.\n\n## [0.9.0]\n',
      good: '## [1.0.0]\n\n### Changed\n\n- **Breaking:** One.\n\n## [0.9.0]\n',
    },
    {
      bad: '## [1.0.0]\n\n### Changed\n\n- Two.\n\n### Fixed\n\n- ⟦**Breaking:**⟧ One.\n\n## [0.9.0]\n',
      good: '## [1.0.0]\n\n### Changed\n\n- Two.\n- **Breaking:** One.\n\n## [0.9.0]\n',
    },
  ],
});
