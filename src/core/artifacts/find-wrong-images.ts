import { linesOf } from '../dependencies/lines.ts';
import type { ImagePolicy } from '../policy/policy.ts';
import { matchesGlob } from '../text/matches-glob.ts';
import type { ArtifactFinding } from './artifact-finding.ts';

/** `registry:5000/name:tag`; what stands in place of an expression is one character that no name has. */
const REFERENCE = /(?<![\w./-])([\w~][\w.~-]*(?::\d+(?=\/))?(?:\/[\w.~-]+)*):([\w~][\w.~-]*)/g;
const EXPRESSION = /\$\{\{.*?\}\}|\$\{[^}]*\}|\$\w+/g;
/** What GitHub Actions calls the tag that was pushed. */
const PUSHED_TAG = /\$\{\{\s*github\.ref_name\s*\}\}|\$\{?GITHUB_REF_NAME\}?/g;

/**
 * The images of the project that a compose file, a workflow or a script names by another tag than a release has.
 *
 * A tag that is put together when the file runs is not judged; that of the workflow's own tag is.
 *
 * @param tags of the release, `{ tag: "v1.0.0", fill }`: its tag in git, and what a tag template of the policy says for it
 */
export function findWrongImages(
  file: { readonly path: string; readonly text: string },
  images: readonly ImagePolicy[],
  { tag, fill }: { readonly tag: string; readonly fill: (template: string) => string },
): readonly ArtifactFinding[] {
  const findings: ArtifactFinding[] = [];
  let number = 0;
  for (const { line } of linesOf(file.text)) {
    number++;
    const [code = ''] = line.split(/(?:^|\s)#/, 1);
    const plain = code.replace(PUSHED_TAG, tag).replace(EXPRESSION, '~');
    for (const [, name = '', written = ''] of plain.matchAll(REFERENCE)) {
      const image = images.find((each) => matchesGlob(name, each.name));
      const allowed = image?.tags.map(fill);
      if (!allowed || allowed.includes(written) || written.includes('~')) continue;
      const message = `the image ${name} is tagged ${written}, expected ${allowed.join(' or ')}`;
      findings.push({ file: file.path, line: number, message });
    }
  }
  return findings;
}
