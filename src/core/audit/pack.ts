import { toVisibleLine } from '../text/visible.ts';
import { countOf, renderAuditMarkdown } from './markdown.ts';
import type { ReleaseTrace } from './trace.ts';

/** What goes into an evidence pack. */
export interface PackFacts {
  readonly project: string;
  readonly today: string;
  readonly trace: ReleaseTrace;
  /** The release's section as the changelog has it; null where there is none. */
  readonly section: string | null;
  /** Objects of git, with their types and full names. */
  readonly objects: readonly GitObject[];
}

export interface GitObject {
  readonly type: string;
  readonly name: string;
}

/** Where an object of git stands in a pack. */
export function objectPath({ type, name }: GitObject): string {
  return `git/${type}-${name}`;
}

/** The folder that a pack unfolds into. */
export function packFolder(version: string): string {
  return `evidence-${version}`;
}

/**
 * The texts of an evidence pack by their paths in its folder: what it is, the trace as Markdown and as data, and the section.
 * The records that are files stand beside them under `files`, and the objects of git under `git`, as they are.
 */
export function describePack({ project, today, trace, section, objects }: PackFacts): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  texts.set('README.md', describe({ project, today, trace, objects }));
  texts.set('audit.md', renderAuditMarkdown(project, today, [trace]));
  texts.set('audit.json', `${JSON.stringify({ date: today, releases: [trace] }, null, 2)}\n`);
  if (section !== null) texts.set('changelog-section.md', section);
  return texts;
}

function describe({ project, today, trace, objects }: Omit<PackFacts, 'section'>): string {
  const files = trace.evidence.filter(({ digest, kind }) => digest.startsWith('sha256:') && kind !== 'changelog');
  return [
    `# Evidence of ${trace.version}`,
    '',
    `What is recorded of ${trace.version} in ${toVisibleLine(project)} on ${today}, with ${countOf(trace.gaps, 'gap')}.`,
    '',
    '- `audit.md`, `audit.json`: the trace from the changelog to where it runs, every gap, and each record with its digest',
    '- `changelog-section.md`: the section of the changelog as it stands',
    ...objects.map(
      (each) => `- \`${objectPath(each)}\`: \`git hash-object -t ${each.type}\` says the name after its type`,
    ),
    ...files.map(({ path }) => `- \`files/${toVisibleLine(path).replaceAll('`', '')}\``),
    '- `SHA256SUMS`: the digest of everything here; `sha256sum --check SHA256SUMS` verifies it',
    '',
  ].join('\n');
}
