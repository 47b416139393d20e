import { applyEdits } from '../text/edit.ts';
import { compatibleFixes, type FixAllResult } from './fix-all.ts';
import { checkManifest, type ManifestCheckInput } from './run-manifest.ts';

/** More passes than any chain of fixes needs; a pair of fixes that undo each other ends here instead of never. */
const PASSES = 10;

/** Makes the safe fixes of a manifest until none is left, each computed from the text that those before left. */
export function fixManifest(input: ManifestCheckInput & { readonly text: string }): FixAllResult {
  let { text } = input;
  let fixed = 0;
  for (let pass = 0; pass < PASSES; pass++) {
    const { problems } = checkManifest({ ...input, text });
    const chosen = compatibleFixes(problems, text.length);
    const next = applyEdits(text, chosen.edits);
    if (next === text) return { text, fixed, problems };
    fixed += chosen.count;
    text = next;
  }
  return { text, fixed, problems: checkManifest({ ...input, text }).problems };
}
