import type { GateResult } from '../gates/gate-results.ts';
import type { NotKnown } from '../ledger/facts.ts';
import { isKnown, type Ledger, type LedgerRelease } from '../ledger/ledger.ts';
import type { ManifestContent } from '../manifest/model.ts';
import type { Policy } from '../policy/policy.ts';
import type { Deployment } from './deployments.ts';
import { type EvidenceFile, type RecordFact, toEvidence } from './evidence.ts';
import { APPROVAL_RULE, type ChecklistEvidence, traceApprovals } from './trace-approvals.ts';

/** The steps by which a release is traced, in their order. */
export type TraceStepName = 'changelog' | 'commit' | 'tag' | 'manifest' | 'approvals' | 'gates' | 'deployment';

/** One step of a trace. */
export interface TraceStep {
  readonly step: TraceStepName;
  /** What is recorded, a line each; empty where nothing is. */
  readonly found: readonly string[];
  /** How anybody looks it up without this program. */
  readonly lookup: string;
  /** What is missing or does not agree; each a sentence without a full stop. */
  readonly gaps: readonly string[];
}

/** What can be proved of one release. */
export interface ReleaseTrace {
  readonly version: string;
  readonly date: string | null;
  readonly title: string | null;
  readonly yanked: boolean;
  readonly steps: readonly TraceStep[];
  readonly evidence: readonly EvidenceFile[];
  /** How many gaps all steps have. */
  readonly gaps: number;
}

/** A manifest of a release, and what its rules say of it. */
export interface ManifestEvidence {
  /** Relative to the policy's folder. */
  readonly path: string;
  readonly content: ManifestContent;
  /** What does not agree, by the rules of severity error or warning. */
  readonly problems: readonly { readonly rule: string; readonly message: string }[];
}

export interface ReleaseFacts {
  readonly release: LedgerRelease;
  readonly manifests: readonly ManifestEvidence[];
  /** Its checklist; null where it has none. */
  readonly checklist: ChecklistEvidence | null;
  readonly gates: readonly GateResult[];
  readonly deployments: readonly Deployment[];
  readonly records: readonly RecordFact[];
  /** Its section, as it stands; null where there is none. */
  readonly section: { readonly digest: string; readonly line: number } | null;
}

export interface TraceContext {
  readonly ledger: Ledger;
  readonly policy: Policy;
  /** The changelog's name as it is shown. */
  readonly changelog: string;
  readonly today: string;
  /** True where releases of this project have manifests. */
  readonly hasManifests: boolean;
}

/** Traces a release from its section to where it runs, and names every gap. */
export function traceRelease(facts: ReleaseFacts, context: TraceContext): ReleaseTrace {
  const { release } = facts;
  const evidence = toEvidence(facts, context);
  const steps = [
    traceChangelog(facts, context),
    traceCommit(facts, context),
    traceTag(facts, context),
    withMissing(traceManifest(facts, context), 'manifest', evidence.missing),
    withMissing(traceApprovals(facts, context), 'checklist', evidence.missing),
    withMissing(traceGates(facts), 'gates', evidence.missing),
    traceDeployment(facts, context),
  ];
  return {
    version: release.version.raw,
    date: release.section?.date ?? release.tags[0]?.date?.slice(0, 10) ?? null,
    title: release.section?.title ?? null,
    yanked: release.section?.yanked ?? false,
    steps,
    evidence: evidence.files,
    gaps: steps.reduce((sum, { gaps }) => sum + gaps.length, 0),
  };
}

function withMissing(
  step: TraceStep,
  kind: string,
  missing: readonly { readonly kind: string; readonly message: string }[],
): TraceStep {
  const own = missing.filter((each) => each.kind === kind || (kind === 'manifest' && each.kind === 'checksums'));
  return { ...step, gaps: [...step.gaps, ...own.map(({ message }) => message)] };
}

function traceChangelog(
  { release: { section, version }, section: place }: ReleaseFacts,
  { changelog }: TraceContext,
): TraceStep {
  const lookup = `the section ${version.raw} of ${changelog}`;
  if (!section) return { step: 'changelog', found: [], lookup, gaps: ['the changelog has no section for it'] };
  const found = [
    `${changelog}:${place?.line ?? section.heading.line + 1}${section.date === null ? '' : `, ${section.date}`}`,
  ];
  return { step: 'changelog', found, lookup, gaps: section.date === null ? ['its section has no date'] : [] };
}

function traceCommit({ release: { tags, version } }: ReleaseFacts, { ledger, policy }: TraceContext): TraceStep {
  const name = tags[0]?.name ?? policy.tag.name.replaceAll('{version}', () => version.raw);
  const lookup = `git rev-parse --verify "refs/tags/${name}^{commit}"`;
  const commit = tags[0]?.commit ?? null;
  const gap = tags.length === 0 ? whyNoTag(ledger) : 'its tag names no commit';
  return { step: 'commit', found: commit === null ? [] : [commit], lookup, gaps: commit === null ? [gap] : [] };
}

function whyNoTag({ repository }: Ledger): string {
  return isKnown<object>(repository)
    ? 'without a tag nothing says which commit it is'
    : (repository as NotKnown).notKnown;
}

function traceTag({ release: { tags, version } }: ReleaseFacts, { ledger, policy }: TraceContext): TraceStep {
  const [tag] = tags;
  const name = tag?.name ?? policy.tag.name.replaceAll('{version}', () => version.raw);
  const lookup = `git cat-file -p "refs/tags/${name}"`;
  if (!tag) {
    const gap = isKnown<object>(ledger.repository) ? 'it is not tagged' : (ledger.repository as NotKnown).notKnown;
    return { step: 'tag', found: [], lookup, gaps: [gap] };
  }
  const kind = tag.annotated ? 'annotated' : 'lightweight';
  const found = [`${tag.name}, ${kind}${tag.signed ? ', signed' : ''}${tag.date === null ? '' : `, ${tag.date}`}`];
  const gaps: string[] = [];
  if (!tag.annotated) gaps.push('its tag is lightweight: it does not say who made it, and when');
  if (policy.tag.sign === 'required' && !tag.signed) gaps.push('its tag is not signed');
  return { step: 'tag', found, lookup, gaps };
}

function traceManifest({ manifests, release }: ReleaseFacts, { hasManifests }: TraceContext): TraceStep {
  const found = manifests.map(({ path }) => path);
  const lookup = found.length > 0 ? found.join(', ') : `a manifest of ${release.version.raw}`;
  const gaps = manifests.flatMap(({ path, problems }) =>
    problems
      .filter(({ rule }) => rule !== APPROVAL_RULE)
      .map(({ message }) => (manifests.length > 1 ? `${path}: ${message}` : message)),
  );
  if (manifests.length === 0 && hasManifests) gaps.push('it has no manifest');
  return { step: 'manifest', found, lookup, gaps };
}

function traceGates({ gates, release }: ReleaseFacts): TraceStep {
  const found = gates.flatMap(({ gate, record }) =>
    record
      ? [`${gate.name}: ${record.state}, ${record.detail}${record.startedAt === '' ? '' : `, ${record.startedAt}`}`]
      : [],
  );
  const paths = gates.map(({ path }) => path);
  const gaps = gates
    .filter(({ state }) => state !== 'passed' && state !== 'not-applicable')
    .map(
      ({ gate, state, detail }) =>
        `the gate “${gate.name}” ${state === 'failed' ? 'failed' : 'has no result'}: ${detail}`,
    );
  return { step: 'gates', found, lookup: paths.join(', ') || `the results of tests for ${release.version.raw}`, gaps };
}

function traceDeployment(
  { deployments, release: { version, section } }: ReleaseFacts,
  { policy }: TraceContext,
): TraceStep {
  const found = deployments.map(
    ({ at, environment, outcome, by, note }) =>
      `${at} ${environment} ${outcome}${by === null ? '' : ` by ${by}`}${note === null ? '' : `: ${note}`}`,
  );
  const gaps: string[] = [];
  if (found.length === 0) gaps.push('no deployment of it is recorded');
  else if (deployments.every(({ by }) => by === null)) gaps.push('nobody is named who deployed it');
  if (deployments.at(-1)?.outcome === 'rolled-back' && section?.yanked === false)
    gaps.push('it was rolled back, and its section does not say [YANKED]');
  return { step: 'deployment', found, lookup: `grep '"${version.raw}"' ${policy.audit.deployments}`, gaps };
}
