import type { Span } from '../../src/core/index.ts';
import { fixManifest } from '../../src/core/rules/fix-manifest.ts';
import { type Action, listFixes, type WantedActions } from '../features/code-actions.ts';
import { overlaps } from '../features/find.ts';
import type { FixedDocument } from '../features/fix-all.ts';
import { toMinimalEdits } from '../minimal-edits.ts';
import type { ManifestView } from './manifest-view.ts';

/** Below this many problems at the caret each of them gets its actions; nobody reads a longer menu. */
const PROBLEM_LIMIT = 20;

/** The fixes for the problems of a manifest in a range, and the one that makes all that are safe. */
export function listManifestActions(view: ManifestView, range: Span, wanted: WantedActions): readonly Action[] {
  const problems = view.check.problems.filter(({ span }) => overlaps(span, range)).slice(0, PROBLEM_LIMIT);
  const { edits } = wanted.fixAll ? fixManifestDocument(view) : { edits: [] };
  return [
    ...(wanted.quickFixes ? problems.flatMap(listFixes) : []),
    ...(edits.length > 0
      ? [{ kind: 'fixAll', title: 'Fix all that can safely be fixed', problem: null, preferred: false, edits } as const]
      : []),
  ];
}

/** Makes every safe fix, to a fixpoint, and says how the text of the view becomes that. */
export function fixManifestDocument({ source, form, path, policy, facts }: ManifestView): FixedDocument {
  const result = fixManifest({ text: source.text, form, path, policy, facts });
  return { edits: toMinimalEdits(source.text, result.text), fixed: result.fixed, left: result.problems.length };
}

/** True where the caret is on a list of digests of which something is not known yet: it can be asked for there. */
export function canVerifyDigests({ check, facts }: ManifestView, range: Span): boolean {
  const { checksums, manifestChecksum } = check.manifest.fields;
  const { digests } = facts;
  return [checksums, manifestChecksum].some(
    (list) =>
      list !== undefined &&
      (overlaps(list.span, range) || overlaps(list.label, range)) &&
      list.value.some(({ path }) => !(digests instanceof Map) || !digests.has(path)),
  );
}
