import { isPending } from '../../changelog/links/propose-link.ts';
import type { GatheredLedger } from '../../ledger/gather.ts';
import { isKnown, newestTagged } from '../../ledger/ledger.ts';
import { groupTags } from '../../ledger/match-tags.ts';
import type { Span } from '../../text/source.ts';
import { compareVersions, isDay, isLine } from '../../version/version.ts';
import { versionKey } from '../../version/version-key.ts';
import { defineLedgerRule } from '../ledger-rule.ts';
import { andOthers, FEW, type Repeated, reportRepeated } from '../support/repeated.ts';

interface State {
  readonly span: Span;
  readonly label: string;
  readonly tag: string;
  /** True where nothing newer is tagged: the tag may be about to be made. */
  readonly pending: boolean;
}

export default defineLedgerRule<Repeated<State>>({
  id: 'ledger/release-without-tag',
  severity: 'info',
  summary: 'A release of the changelog has no tag.',
  why: `A version in the changelog says that it was released; its tag says what was. Without the tag nobody can get that state
again, and the links that compare it with its neighbours lead nowhere. Between cutting a release and tagging it this is as it
should be, and a section whose date is to come needs no tag. Releases older than the oldest tag are not reported: the project
did not tag then. Nor are days where no tag is a day, lines of versions, \`1.2.x\`, and those that a project of several modules has tagged for some of them alone, as in \`sdk/v1.2.3\`. Where
many lack a tag, it is reported once.`,
  needs: ['tags'],
  check({ ledger }, report) {
    if (!isKnown(ledger.repository) || ledger.repository.shallow) return;
    const newest = newestTagged(ledger)?.version;
    const oldest = ledger.releases.findLast(({ tags }) => tags.length > 0)?.version;
    if (!newest || !oldest) return;
    const found: State[] = [];
    const ofModules = versionsOfModules(ledger);
    const daysAreTagged = ledger.releases.some(({ version, tags }) => tags.length > 0 && isDay(version));
    for (const { section, tags, version, key } of ledger.releases) {
      if (isLine(version) || (isDay(version) && !daysAreTagged)) continue;
      if (!section || section.yanked || tags.length > 0 || compareVersions(version, oldest) < 0) continue;
      if (isPending(section) || ofModules().has(key)) continue;
      const pending = compareVersions(version, newest) > 0;
      const tag = `${ledger.tagPrefix}${version.raw}`;
      found.push({ span: section.labelSpan, label: section.label, tag, pending });
    }
    for (const kind of [true, false]) {
      const alike = found.filter(({ pending }) => pending === kind);
      reportRepeated(alike, (span, state) => report({ span }, state), FEW);
    }
  },
  message: (state) => {
    const { label, tag, pending } = state.one;
    const what = pending
      ? `${label} is not tagged yet, expected the tag ${tag} once it is released`
      : `Expected the tag ${tag} for ${label}, which has none`;
    return what + andOthers(state);
  },
  examples: [
    {
      bad: {
        changelog:
          '## [1.2.0] - TBD\n\n- C\n\n## [⟦1.1.0⟧] - 2026-01-02\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n- A\n\n## [0.9.0] - 2025-01-01\n\n- Z\n',
        tags: ['v1.0.0'],
      },
      good: '## [1.0.0] - 2026-01-01\n\n- A\n\n## [0.9.0] - 2025-01-01\n\n- Z\n',
      message: '1.1.0 is not tagged yet, expected the tag v1.1.0 once it is released',
    },
    {
      bad: {
        changelog:
          '## [1.2.0] - 2026-01-03\n\n- C\n\n## [⟦1.1.0⟧] - 2026-01-02\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n- A\n',
        tags: ['v1.0.0', 'v1.2.0'],
      },
      good: '## [1.2.0] - 2026-01-03\n\n- C\n\n## [1.0.0] - 2026-01-01\n\n- A\n',
      message: 'Expected the tag v1.1.0 for 1.1.0, which has none',
    },
    {
      bad: {
        changelog:
          '## 1.2.x\n\n- C\n\n## 2026-01-02\n\n- B\n\n## [⟦1.1.0⟧] - 2026-01-02\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n- A\n',
        tags: ['v1.0.0', 'v1.3.0'],
      },
      good: '## 1.2.x\n\n- C\n\n## 2026-01-02\n\n- B\n\n## [1.0.0] - 2026-01-01\n\n- A\n',
    },
  ],
});

/** What the tags of modules name, where the changelog is that of the whole repository. Read only once something lacks a tag. */
function versionsOfModules({ component, path, repository }: GatheredLedger): () => ReadonlySet<string> {
  let known: ReadonlySet<string> | null = null;
  return () => {
    if (component !== '' || path.includes('/') || !isKnown(repository)) return new Set();
    known ??= new Set([...groupTags(repository.tags).values()].flat().map(({ version }) => versionKey(version)));
    return known;
  };
}
