import { join } from 'node:path';
import type { Changelog } from '../../core/changelog/model.ts';
import { type MarkdownDocument, toMarkdownDocument } from '../../core/docs/markdown-document.ts';
import { releasedVersions } from '../../core/docs/released-versions.ts';
import type { Policy } from '../../core/policy/policy.ts';
import type { Files } from '../../core/ports.ts';
import { checkDocument } from '../../core/rules/run-docs.ts';
import { listDocs, roleOf, withDocs } from '../docs-files.ts';
import { gatherLinkTargets } from '../gather-link-targets.ts';

export interface DocsQuestion {
  readonly files: Files;
  /** The folder of the policy, absolute. */
  readonly root: string;
  readonly policy: Policy;
  readonly changelog: Changelog;
  readonly today: string;
}

/** How many errors the checks of documentation find; checklists, which ask for this number, are left out. */
export async function countDocsErrors({ files, root, changelog, today, ...asked }: DocsQuestion): Promise<number> {
  const policy = withDocs(asked.policy);
  const documents = new Map<string, MarkdownDocument>();
  for (const path of await listDocs(files, root, policy)) {
    if (roleOf(policy, path)?.checklistOf) continue;
    const { file } = await files.readText({ path: join(root, ...path.split('/')), root, name: path });
    if (file) documents.set(path, toMarkdownDocument(file.text));
  }
  const targets = await gatherLinkTargets(files, root, policy, documents);
  const facts = { today, versions: releasedVersions(changelog), targets };
  // One that the policy asks for and that is not there says nothing, which is a problem of its own.
  const absent = policy.docs.required.filter((path) => targets.get(path)?.exists === false);
  const texts = [
    ...absent.map((path) => [path, ''] as const),
    ...[...documents].map(([path, { source }]) => [path, source] as const),
  ];
  const problems = texts.flatMap(([path, text]) => checkDocument({ text, path, policy, facts }).problems);
  return problems.filter(({ severity }) => severity === 'error').length;
}
