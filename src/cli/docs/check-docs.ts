import { join } from 'node:path';
import type { DocsFacts } from '../../core/docs/facts.ts';
import { type MarkdownDocument, toMarkdownDocument } from '../../core/docs/markdown-document.ts';
import { releasedVersions } from '../../core/docs/released-versions.ts';
import { type Policy, type Refusal, toSource, type Version } from '../../core/index.ts';
import { isKnown } from '../../core/ledger/ledger.ts';
import { checkDocument } from '../../core/rules/run-docs.ts';
import { countDocsErrors, type DocsQuestion } from '../../host/checklists/count-docs-errors.ts';
import { gatherChecklist } from '../../host/checklists/gather-checklist.ts';
import { listDocs, roleOf } from '../../host/docs-files.ts';
import { type LoadedLedger, loadLedger } from '../../host/gather-ledger.ts';
import { gatherLinkTargets } from '../../host/gather-link-targets.ts';
import type { SoleChangelog } from '../../host/records/own-policy.ts';
import { type Finding, type Omission, toFinding } from '../report/report.ts';
import { type Session, toDisplayPath } from '../session.ts';

export interface DocsRun {
  /** Which documents are looked at is said by it; see `withDocs`. */
  readonly policy: Policy;
  /** The folder of the policy. */
  readonly root: string;
  /** The paths to look at, relative to the folder of the policy; null for all that the policy names. */
  readonly only: readonly string[] | null;
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
  const { root, only } = run;
  const { files, clock } = session.host;
  const { tellRecords } = await import('../../host/records/own-policy.ts');
  const tell = await tellRecords(session.host, root, run.policy);
  const sole = await tell('');
  const { policy } = sole;
  const nameOf = (path: string): string => toDisplayPath(session.root, join(root, ...path.split('/')));
  const documents = new Map<string, MarkdownDocument>();
  const refusals: { name: string; refusal: Refusal }[] = [];
  for (const path of only ?? (await listDocs(files, root, policy, tell))) {
    const { file, refusal } = await files.readText({ path: join(root, ...path.split('/')), root, name: nameOf(path) });
    if (file) documents.set(path, toMarkdownDocument(file.text));
    else if (refusal.code !== 'missing' || only) refusals.push({ name: nameOf(path), refusal });
  }
  const targets = await gatherLinkTargets(files, root, policy, documents);
  const opened = new Map<SoleChangelog, ReturnType<typeof openRecords>>();
  const recordsOf = (told: SoleChangelog): ReturnType<typeof openRecords> => {
    const known = opened.get(told) ?? openRecords(session, { ...run, policy: told.policy }, told.changelog);
    opened.set(told, known);
    return known;
  };
  const findings: Finding[] = [];
  const notChecked: Omission[] = [];
  for (const [path, { source }] of documents) {
    const told = await tell(path);
    const checklistOf = roleOf(told.policy, path)?.checklistOf ?? null;
    const records = recordsOf(checklistOf ? told : sole);
    const release = checklistOf && (await records.releaseOf(checklistOf));
    const facts = { today: clock.today(), versions: records.versions, targets, ...(release && { release }) };
    const input = { text: source, path, checklistOf, policy: told.policy, facts };
    const { problems, notChecked: omitted } = checkDocument(input);
    findings.push(...problems.map((problem) => toFinding(nameOf(path), source, problem)));
    notChecked.push(...omitted.map((each) => ({ ...each, file: nameOf(path) })));
  }
  const required = only || policy.docs.enabled === 'off' ? [] : policy.docs.required;
  for (const path of required) {
    if (targets.get(path)?.exists !== false) continue;
    const { problems } = checkDocument({ text: '', path, policy, facts: { targets } });
    findings.push(...problems.map((problem) => toFinding(nameOf(path), toSource(''), problem)));
  }
  return { findings, notChecked, checked: [...documents.keys()].map(nameOf), refusals };
}

/** What documents are held against. The ledger is gathered once, and only where a checklist asks for it. */
function openRecords({ host }: Session, { policy, root }: DocsRun, read: SoleChangelog['changelog']) {
  const { files, openRepository, clock } = host;
  if (!isKnown(read)) return { versions: read, releaseOf: async () => read };
  const { changelog } = read;
  const path = join(root, ...read.path.split('/'));
  let loaded: Promise<LoadedLedger> | null = null;
  let counted: Promise<number> | null = null;
  const docsErrors = (question: DocsQuestion): Promise<number> => {
    counted ??= countDocsErrors(question);
    return counted;
  };
  const releaseOf = async (version: Version): Promise<DocsFacts['release']> => {
    loaded ??= loadLedger({ changelog, path, root, policy, files, openRepository });
    const { ledger } = await loaded;
    const asked = { files, root, policy, ledger, version, type: null, today: clock.today(), docsErrors };
    const gathered = await gatherChecklist(asked);
    return 'code' in gathered ? { notKnown: gathered.message } : gathered;
  };
  return { versions: releasedVersions(changelog), releaseOf };
}
