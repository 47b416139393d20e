import { toHeadingAnchor } from '../../changelog/heading-anchor.ts';
import { factOf } from '../../manifest/facts.ts';
import { defineManifestRule } from '../manifest-rule.ts';

export default defineManifestRule<{ readonly written: string; readonly expected: string }>({
  id: 'manifest/broken-changelog-link',
  severity: 'warning',
  summary: 'The link of a manifest does not lead to the changelog.',
  why: `A manifest links to the section of its version, so that an auditor gets from one record to the other. The link is
relative to the manifest, and its anchor is the one that viewers make of the section’s heading.`,
  needs: ['changelog'],
  check({ manifest, section, facts, path }, report) {
    const { changelog } = manifest.fields;
    const fact = factOf(facts, 'changelog');
    if (!changelog || !fact || path === null) return;
    const target = /\]\(([^()\s]+)\)/.exec(changelog.value)?.[1] ?? changelog.value;
    const [file = '', anchor] = target.split('#');
    const folder = path.split('/').slice(0, -1);
    const expected = `${'../'.repeat(folder.length)}${fact.path}`;
    const leadsThere = resolve(folder, file) === fact.path;
    const heading = section && fact.changelog.source.text.slice(section.heading.text.start, section.heading.text.end);
    const wanted = heading ? toHeadingAnchor(heading) : null;
    if (leadsThere && (anchor === undefined || wanted === null || anchor === wanted)) return;
    report(changelog.span, { written: target, expected: wanted === null ? expected : `${expected}#${wanted}` });
  },
  message: ({ written, expected }) => `Unexpected link “${written}”, expected “${expected}”`,
  examples: [
    {
      form: 'md',
      path: 'releases/RELEASE-MANIFEST-1.0.0.md',
      facts: { changelog: '## [1.0.0] - 2026-01-08\n\n- A\n' },
      bad: '## Acme v1.0.0\n\n**Changelog:** ⟦[1.0.0](CHANGELOG.md)⟧\n',
      good: '## Acme v1.0.0\n\n**Changelog:** [1.0.0](../CHANGELOG.md#100---2026-01-08)\n',
      message: 'Unexpected link “CHANGELOG.md”, expected “../CHANGELOG.md#100---2026-01-08”',
    },
  ],
});

function resolve(folder: readonly string[], link: string): string | null {
  const parts = [...folder];
  for (const part of link.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join('/');
}
