import { setField } from '../../manifest/edits.ts';
import { factOf } from '../../manifest/facts.ts';
import { changesOf, foldText } from '../../manifest/from-changelog.ts';
import type { ChangeItem } from '../../manifest/model.ts';
import type { Span } from '../../text/source.ts';
import { defineManifestRule, type ManifestContext } from '../manifest-rule.ts';
import { shorten } from '../support/shorten.ts';

interface State {
  readonly message: string;
}

export default defineManifestRule<State>({
  id: 'manifest/changes-differ-from-changelog',
  severity: 'error',
  summary: 'The changes of a manifest are not those of the changelog.',
  why: `The manifest says what a release holds, and takes it from the changelog: the same entries in the same categories. Line
breaks make no difference.`,
  needs: ['changelog'],
  check(context, report) {
    const expected = expectedOf(context);
    const { changes } = context.manifest.fields;
    if (!expected || !changes) return;
    const left = new Map<string, ChangeItem[]>();
    for (const each of expected) left.set(keyOf(each), [...(left.get(keyOf(each)) ?? []), each]);
    const unexpected: (ChangeItem & Span)[] = [];
    for (const each of changes.value) if (!left.get(keyOf(each))?.shift()) unexpected.push(each);
    const missing = [...left.values()].flat();
    for (const { start, end, category, text } of unexpected) {
      const message = `Unexpected entry “${shorten(foldText(text))}”, expected what the changelog has under ${category || 'the version'}`;
      report({ start, end }, { message });
    }
    if (unexpected.length > 0 || missing.length === 0) return;
    const [first] = missing as [ChangeItem];
    const more = missing.length === 1 ? '' : ` and ${missing.length - 1} more`;
    report(changes.label, { message: `Expected the entry “${shorten(foldText(first.text))}” of the changelog${more}` });
  },
  message: ({ message }) => message,
  fixes: [
    {
      safety: 'unsafe',
      title: () => 'Take the changes from the changelog',
      edits: (_, context) => {
        const changes = expectedOf(context);
        return changes && setField(context.manifest, 'changes', { changes });
      },
    },
  ],
  examples: [
    {
      form: 'md',
      facts: { changelog: '## [1.0.0] - 2026-01-08\n\n### Added\n\n- Maps\n- Search\n\n### Fixed\n\n- A crash\n' },
      bad: '## Acme v1.0.0\n\n## Changes Included\n\n### Added\n- Maps\n- ⟦Sarch⟧\n\n### Fixed\n- A crash\n',
      good: '## Acme v1.0.0\n\n## Changes Included\n\n### Added\n- Maps\n- Search\n\n### Fixed\n- A crash\n',
      message: 'Unexpected entry “Sarch”, expected what the changelog has under Added',
    },
    {
      form: 'json',
      facts: { changelog: '## [1.0.0] - 2026-01-08\n\n### Added\n\n- Maps\n- Search\n' },
      bad: '{\n  "version": "1.0.0",\n  ⟦"changes"⟧: {\n    "Added": [\n      "Maps"\n    ]\n  }\n}\n',
      good: '{\n  "version": "1.0.0",\n  "changes": {\n    "Added": [\n      "Maps",\n      "Search"\n    ]\n  }\n}\n',
      message: 'Expected the entry “Search” of the changelog',
    },
  ],
});

function expectedOf({ facts, section }: ManifestContext): readonly ChangeItem[] | null {
  const changelog = factOf(facts, 'changelog');
  return changelog && section && changesOf(changelog.changelog, section);
}

function keyOf({ category, text }: ChangeItem): string {
  return `${category.toLowerCase()}\n${foldText(text)}`;
}
