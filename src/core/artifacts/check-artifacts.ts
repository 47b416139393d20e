import { findLooseDependencies } from '../dependencies/find-loose.ts';
import { readDependencyFile } from '../dependencies/gather.ts';
import { fillPath, toGlob } from '../manifest/paths.ts';
import type { Policy } from '../policy/policy.ts';
import { matchesGlob } from '../text/matches-glob.ts';
import { lineAt, toSource } from '../text/source.ts';
import type { ArtifactFinding } from './artifact-finding.ts';
import { checkPlatforms, checkWorkflow } from './check-workflow.ts';
import { findWrongImages } from './find-wrong-images.ts';

/** What is there of what the policy's `artifacts` names. */
export interface ArtifactFacts {
  /** Relative to the policy's folder, with `/`; those of other versions included. */
  readonly paths: readonly string[];
  /** The texts of the files that are looked into, by path. */
  readonly texts: ReadonlyMap<string, string>;
}

/** The patterns of the paths that have to be looked for: expected files of any version, and files to look into. */
export function artifactPatterns({ artifacts }: Pick<Policy, 'artifacts'>): {
  readonly files: readonly string[];
  readonly texts: readonly string[];
} {
  const { files, imageFiles, pinned, hashed, workflows, images } = artifacts;
  const texts = [...pinned, ...hashed, ...workflows.map(({ path }) => path), ...(images.length > 0 ? imageFiles : [])];
  return { files: [...new Set(files.map(toGlob))], texts: [...new Set(texts)] };
}

/** Holds what a release of a version leaves behind to the policy: files, images, what is pinned, and the workflows. */
export async function checkArtifacts(
  policy: Pick<Policy, 'artifacts' | 'tag'>,
  version: string,
  { paths, texts }: ArtifactFacts,
): Promise<readonly ArtifactFinding[]> {
  const { artifacts } = policy;
  const fill = (template: string): string => fillPath(template, policy, version);
  const tag = fill('{tag}');
  const named = (patterns: readonly string[]) =>
    [...texts].flatMap(([path, text]) => (patterns.some((each) => matchesGlob(path, each)) ? [{ path, text }] : []));
  const findings: ArtifactFinding[] = findMissing(artifacts.files, paths, fill);
  for (const file of named(artifacts.imageFiles))
    findings.push(...findWrongImages(file, artifacts.images, { tag, fill }));
  for (const file of named(artifacts.pinned)) findings.push(...(await findLoose(file)));
  for (const file of named(artifacts.hashed)) findings.push(...(await findUnhashed(file)));
  for (const workflow of artifacts.workflows) {
    const text = texts.get(workflow.path) ?? null;
    findings.push(...(await checkWorkflow(workflow, text, tag)));
    if (text !== null) findings.push(...checkPlatforms(workflow, text, artifacts.images));
  }
  return findings;
}

function findMissing(templates: readonly string[], paths: readonly string[], fill: (template: string) => string) {
  return templates.flatMap((template): readonly ArtifactFinding[] => {
    const file = fill(template);
    if (paths.some((path) => matchesGlob(path, file))) return [];
    const others = paths.filter((path) => matchesGlob(path, toGlob(template)));
    const [other] = others;
    const beside = other === undefined ? '' : `; ${other} is, which does not carry the version`;
    return [{ file, line: null, message: `it is not there${beside}` }];
  });
}

interface TextOfFile {
  readonly path: string;
  readonly text: string;
}

async function findLoose({ path, text }: TextOfFile): Promise<readonly ArtifactFinding[]> {
  const file = await readDependencyFile(path, text);
  const source = toSource(text);
  return [
    ...file.problems.map(({ message, span }) => ({ file: path, line: lineAt(source, span.start) + 1, message })),
    ...findLooseDependencies([file]).map(({ name, reason, span }) => ({
      ...{ file: path, line: lineAt(source, span.start) + 1 },
      message: name === null ? reason : `${name} ${reason}`,
    })),
  ];
}

async function findUnhashed({ path, text }: TextOfFile): Promise<readonly ArtifactFinding[]> {
  const { dependencies } = await readDependencyFile(path, text);
  const source = toSource(text);
  return dependencies.flatMap(({ name, hashed, span }) =>
    hashed ? [] : [{ file: path, line: lineAt(source, span.start) + 1, message: `${name} has no hash` }],
  );
}
