import { join } from 'node:path';
import type { DocsFacts, LinkTarget } from '../../core/docs/facts.ts';
import { headingAnchors } from '../../core/docs/heading-anchors.ts';
import { type MarkdownDocument, toMarkdownDocument } from '../../core/docs/markdown-document.ts';
import { relativeLinks } from '../../core/docs/relative-links.ts';
import { type Policy, type Refusal, toSource, type Version } from '../../core/index.ts';
import type { NotKnown } from '../../core/ledger/facts.ts';
import { toGlob, versionOfPath } from '../../core/manifest/paths.ts';
import { checkDocument } from '../../core/rules/run-docs.ts';
import { matchesGlob } from '../../core/text/matches-glob.ts';
import { expandGlob } from '../../host/glob.ts';
import { type Finding, type Omission, toFinding } from '../report/report.ts';
import { type Session, toDisplayPath } from '../session.ts';

export interface DocsRun {
  readonly policy: Policy;
  /** The folder of the policy. */
  readonly root: string;
  readonly today: string;
  /** The released versions, highest first. */
  readonly versions: readonly Version[] | NotKnown;
  readonly withChecklists: boolean;
  /** What a checklist is held against. */
  readonly releaseOf: (version: Version) => Promise<DocsFacts['release']>;
}

export interface DocsFindings {
  readonly findings: readonly Finding[];
  readonly notChecked: readonly Omission[];
  /** The names of what was checked. */
  readonly checked: readonly string[];
  readonly refusals: readonly { readonly name: string; readonly refusal: Refusal }[];
}

/** Checks the documentation that the policy names, its checklists, and that the documents that it asks for are there. */
export async function checkDocs(session: Session, run: DocsRun): Promise<DocsFindings> {
  const { policy, root } = run;
  const nameOf = (path: string): string => toDisplayPath(session.root, join(root, ...path.split('/')));
  const documents = new Map<string, MarkdownDocument>();
  const refusals: { name: string; refusal: Refusal }[] = [];
  const checklists = await find(session, root, [toGlob(policy.checklists.path)]);
  const lists = new Map(
    checklists.flatMap((path) => {
      const version = versionOfPath(policy, policy.checklists.path, path);
      return version ? [[path, version] as const] : [];
    }),
  );
  const paths = (await find(session, root, [...policy.docs.files, ...policy.docs.migrations])).filter(
    (path) => !policy.docs.exclude.some((each) => matchesGlob(path, each)) && !lists.has(path),
  );
  for (const path of run.withChecklists ? [...paths, ...lists.keys()] : paths) {
    const { file, refusal } = await readText(session, root, path, nameOf(path));
    if (file) documents.set(path, toMarkdownDocument(file.text));
    else refusals.push({ name: nameOf(path), refusal });
  }
  const targets = await gatherTargets(session, run, documents);
  const findings: Finding[] = [];
  const notChecked: Omission[] = [];
  for (const [path, { source }] of documents) {
    const checklistOf = lists.get(path) ?? null;
    const release = checklistOf ? { release: await run.releaseOf(checklistOf) } : {};
    const facts = { today: run.today, versions: run.versions, targets, ...release };
    const { problems, notChecked: omitted } = checkDocument({ text: source, path, checklistOf, policy, facts });
    findings.push(...problems.map((problem) => toFinding(nameOf(path), source, problem)));
    notChecked.push(...omitted.map((each) => ({ ...each, file: nameOf(path) })));
  }
  for (const path of policy.docs.required) {
    if (targets.get(path)?.exists !== false) continue;
    const { problems } = checkDocument({ text: '', path, policy, facts: { targets } });
    findings.push(...problems.map((problem) => toFinding(nameOf(path), toSource(''), problem)));
  }
  return { findings, notChecked, checked: [...documents.keys()].map(nameOf), refusals };
}

async function find({ host }: Session, root: string, patterns: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(patterns.map((pattern) => expandGlob(host.files, root, pattern)));
  return [...new Set(found.flatMap(({ paths }) => paths))].sort();
}

function readText({ host }: Session, root: string, path: string, name: string) {
  return host.files.readText({ path: join(root, ...path.split('/')), root, name });
}

/** Looks once for each file that a document links to or that is asked for, and reads the anchors of Markdown. */
async function gatherTargets(
  session: Session,
  { policy, root }: DocsRun,
  documents: ReadonlyMap<string, MarkdownDocument>,
): Promise<ReadonlyMap<string, LinkTarget>> {
  const wanted = new Map<string, boolean>(policy.docs.required.map((path) => [path, false]));
  for (const [from, document] of documents) {
    for (const { path, anchor } of relativeLinks(document, from))
      if (path !== null && path !== from) wanted.set(path, wanted.get(path) === true || anchor !== null);
  }
  const folders = new Map<string, ReadonlyMap<string, string>>();
  const kindOf = async (path: string): Promise<string | undefined> => {
    const at = path.lastIndexOf('/');
    const folder = path.slice(0, Math.max(0, at));
    const known = folders.get(folder);
    const entries =
      known ??
      new Map((await session.host.files.list(join(root, ...folder.split('/')))).map(({ name, kind }) => [name, kind]));
    if (!known) folders.set(folder, entries);
    return entries.get(path.slice(at + 1));
  };
  const targets = new Map<string, LinkTarget>();
  for (const [path, needsAnchors] of wanted) {
    const own = documents.get(path);
    const kind = path === '' ? 'folder' : await kindOf(path);
    const isMarkdown = kind === 'file' && /\.(?:md|markdown)$/i.test(path);
    const read = needsAnchors && isMarkdown && !own ? await readText(session, root, path, path) : null;
    const document = own ?? (read?.file ? toMarkdownDocument(read.file.text) : null);
    targets.set(path, {
      exists: own !== undefined || kind !== undefined,
      anchors: document && headingAnchors(document),
    });
  }
  return targets;
}
