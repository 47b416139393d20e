import { join } from 'node:path';
import { type ArtifactFacts, artifactPatterns } from '../core/artifacts/check-artifacts.ts';
import type { Policy } from '../core/policy/policy.ts';
import type { Files } from '../core/ports.ts';
import { expandGlob } from './glob.ts';

export interface GatheredArtifacts extends ArtifactFacts {
  /** Why what was looked for may not all have been found. Sentences without a full stop. */
  readonly notChecked: readonly string[];
}

/** Looks for what the policy's `artifacts` names, and reads what has to be looked into. */
export async function gatherArtifacts(files: Files, root: string, policy: Policy): Promise<GatheredArtifacts> {
  const patterns = artifactPatterns(policy);
  const notChecked: string[] = [];
  const find = async (wanted: readonly string[]): Promise<ReadonlySet<string>> => {
    const found = new Set<string>();
    for (const pattern of wanted) {
      const { paths, complete } = await expandGlob(files, root, pattern);
      for (const path of paths) found.add(path);
      if (!complete) notChecked.push(`${pattern}: there are more folders than are searched`);
    }
    return found;
  };
  const paths = await find(patterns.files);
  const texts = new Map<string, string>();
  for (const path of await find(patterns.texts)) {
    const { file, refusal } = await files.readText({ path: join(root, ...path.split('/')), root, name: path });
    if (file) texts.set(path, file.text);
    else notChecked.push(refusal.message);
  }
  return { paths: [...paths], texts, notChecked };
}
