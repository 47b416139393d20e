import type { Release } from '../../changelog/model.ts';
import { resolvePath } from '../../policy/resolve-path.ts';
import { defineLedgerRule } from '../ledger-rule.ts';

interface State {
  readonly label: string;
  /** The file that the section links to and that is not there; null where it links to no guide. */
  readonly missing: string | null;
}

export default defineLedgerRule<State>({
  id: 'ledger/major-without-guide',
  severity: 'off',
  summary: 'A major release has no guide on how to upgrade to it.',
  why: `A major version asks everybody to change something. Its section links to a guide, or the project has one for the version: a file
of \`docs.migrations\` or \`docs.allowOldVersions\` with the version in its name, such as \`docs/UPGRADE-2.0.0.md\`. A link counts
when it speaks of migrating or upgrading; one to a file of the project has to lead to a file that is there.`,
  needs: [],
  check({ ledger: { changelog, documents, path }, text }, report) {
    const { guides } = documents;
    if (guides === null) return;
    for (const release of changelog.releases) {
      if (!isMajor(release)) continue;
      const links = [...text.slice(release.heading.end, release.end).matchAll(LINK)].filter(([link]) =>
        ABOUT.test(link),
      );
      const targets = links.map(([, target = '']) => target);
      if (targets.some((target) => ADDRESS.test(target))) continue;
      const files = targets.map((target) => resolvePath(path, target.replace(/#.*$/, '')));
      if (files.some((file) => file !== null && guides.includes(file))) continue;
      if (files.length === 0 && guides.some((guide) => isFor(guide, release.label))) continue;
      report({ span: release.labelSpan }, { label: release.label, missing: targets[0] ?? null });
    }
  },
  message: ({ label, missing }) =>
    missing === null
      ? `Expected a guide on upgrading to ${label}, or a link to one`
      : `Unexpected link to ${missing}, which is not there, expected a guide on upgrading to ${label}`,
  examples: [
    {
      bad: {
        changelog: '## [⟦2.0.0⟧] - 2026-01-31\n\n### Removed\n\n- The old API\n\n## [1.0.0] - 2026-01-01\n\n- A\n',
        tags: [],
        guides: ['docs/UPGRADE-1.0.0.md'],
      },
      good: '## [2.0.0] - 2026-01-31\n\n### Removed\n\n- The old API ([how to migrate](https://example.com/2))\n',
      message: 'Expected a guide on upgrading to 2.0.0, or a link to one',
    },
    {
      bad: {
        changelog: '## [⟦3.0.0⟧] - 2026-01-31\n\nSee the [migration guide](docs/3.0.md).\n\n### Removed\n\n- A\n',
        tags: [],
        guides: ['docs/UPGRADE-2.0.0.md'],
      },
      good: '## [2.0.0] - 2026-01-31\n\n### Removed\n\n- The old API\n',
      message: 'Unexpected link to docs/3.0.md, which is not there, expected a guide on upgrading to 3.0.0',
    },
  ],
});

const LINK = /\[[^\]\n]{0,200}\]\(<?([^()<>\s]{1,500})>?(?:[ \t][^()\n]{0,200})?\)/g;
const ABOUT = /migrat|upgrad/i;
const ADDRESS = /^https?:\/\//i;

/** `2.0.0` and all that come with another first number; `1.0.0` is what others are upgraded from. */
function isMajor({ version }: Release): boolean {
  if (!version || version.prerelease.length > 0) return false;
  const [major = '0', ...rest] = version.release;
  return Number(major) > 1 && rest.every((number) => number === '0');
}

function isFor(guide: string, label: string): boolean {
  const name = guide.slice(guide.lastIndexOf('/') + 1);
  const at = name.indexOf(label);
  return at >= 0 && !/\d/.test(name.charAt(at - 1)) && !/\d/.test(name.charAt(at + label.length));
}
