import { MANIFEST_RULES, sortEdits } from '../../../src/core/index.ts';
import { type ManifestForm, toContent } from '../../../src/core/manifest/model.ts';
import { readManifest, writeManifest } from '../../../src/core/manifest/read-manifest.ts';
import { fixManifest } from '../../../src/core/rules/fix-manifest.ts';
import { checkManifest } from '../../../src/core/rules/run-manifest.ts';
import { readMarked } from '../../support/examples.ts';
import { type FuzzTarget, hold } from '../target.ts';

const WORDS = [
  ...[
    '"version"',
    '"tests"',
    '"checksums"',
    '"approvals"',
    'version',
    'checksums',
    'sha256:',
    'passed',
    'not-run',
    '11/11',
  ],
  ...['**Version**: 1.0.0\n', '## Approvals\n', '## Files Modified\n', '- [x] ', 'Tests Passed: 6/6\n', '| a | b |\n'],
  ...[
    '../../etc/passwd',
    'C:\\x',
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    '---\n',
    '```json\n',
  ],
];

/** Both readers, both writers, all rules about manifests, and their fixes. */
const target = (form: ManifestForm): FuzzTarget => ({
  name: `manifest-${form}`,
  json: form === 'json',
  seeds: MANIFEST_RULES.flatMap(({ examples }) =>
    examples.flatMap((each) => (each.form === form ? [readMarked(each.bad).text, readMarked(each.good).text] : [])),
  ),
  words: WORDS,
  check(text, random) {
    const { manifest, problems, notChecked } = checkManifest({ text, form, path: `releases/v1.0.0/manifest.${form}` });
    hold(manifest.source.text === text, 'the text is kept as it is');
    for (const { rule, reason } of notChecked) hold(!reason.includes('failed'), `${rule} does not fail: ${reason}`);
    for (const { rule, span, fixes } of problems) {
      hold(0 <= span.start && span.start <= span.end && span.end <= text.length, `${rule} reports a place in the text`);
      for (const { edits } of fixes) hold(sortEdits(edits, text.length) !== null, `the edits of ${rule} can be made`);
    }
    if (random.below(8) > 0) return;
    const isRight = problems.every(({ severity }) => severity !== 'error');
    for (const other of ['json', 'md'] as const) {
      const written = writeManifest(toContent(manifest), other);
      const again = writeManifest(toContent(readManifest(written, other)), other);
      hold(again === written || !isRight, `what is written as ${other} is read as what it says`);
    }
    const fixed = fixManifest({ text, form });
    hold(fixManifest({ text: fixed.text, form }).text === fixed.text, 'what was fixed stays fixed');
  },
});

export const manifestTargets: readonly FuzzTarget[] = [target('json'), target('md')];
