import type { NotKnown } from '../ledger/facts.ts';
import { isKnown, type Ledger } from '../ledger/ledger.ts';
import { tagTemplateOf } from '../ledger/tag-template.ts';
import { type Say, sayReason } from '../text/say.ts';
import { type EvidenceFile, toEvidence } from './evidence.ts';
import type { ReleaseFacts, TraceContext, TraceStep } from './release-facts.ts';
import { APPROVAL_RULE, traceApprovals } from './trace-approvals.ts';

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
    withMissing(traceGates(facts, context), 'gates', evidence.missing),
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
  { changelog, say }: TraceContext,
): TraceStep {
  const lookup = say('the section {0} of {1}', version.raw, changelog);
  if (!section) return { step: 'changelog', found: [], lookup, gaps: [say('the changelog has no section for it')] };
  const found = [
    `${changelog}:${place?.line ?? section.heading.line + 1}${section.date === null ? '' : `, ${section.date}`}`,
  ];
  return { step: 'changelog', found, lookup, gaps: section.date === null ? [say('its section has no date')] : [] };
}

function traceCommit({ release: { tags, version } }: ReleaseFacts, { ledger, say }: TraceContext): TraceStep {
  const name = tags[0]?.name ?? tagTemplateOf(ledger).replaceAll('{version}', () => version.raw);
  const lookup = `git rev-parse --verify "refs/tags/${name}^{commit}"`;
  const commit = tags[0]?.commit ?? null;
  const without = 'without a tag nothing says which commit it is';
  const gap = tags.length === 0 ? whyNoTag(ledger, without, say) : say('its tag names no commit');
  return { step: 'commit', found: commit === null ? [] : [commit], lookup, gaps: commit === null ? [gap] : [] };
}

function whyNoTag({ repository }: Ledger, known: string, say: Say): string {
  return isKnown<object>(repository) ? say(known) : sayReason(say, (repository as NotKnown).notKnown);
}

function traceTag({ release: { tags, version } }: ReleaseFacts, { ledger, policy, say }: TraceContext): TraceStep {
  const [tag] = tags;
  const name = tag?.name ?? tagTemplateOf(ledger).replaceAll('{version}', () => version.raw);
  const lookup = `git cat-file -p "refs/tags/${name}"`;
  if (!tag) return { step: 'tag', found: [], lookup, gaps: [whyNoTag(ledger, 'it is not tagged', say)] };
  const kind = say(tag.annotated ? 'annotated' : 'lightweight');
  const found = [[tag.name, kind, tag.signed ? say('signed') : [], tag.date ?? []].flat().join(', ')];
  const gaps: string[] = [];
  if (!tag.annotated) gaps.push(say('its tag is lightweight: it does not say who made it, and when'));
  if (policy.tag.sign === 'required' && !tag.signed) gaps.push(say('its tag is not signed'));
  return { step: 'tag', found, lookup, gaps };
}

function traceManifest({ manifests, release }: ReleaseFacts, { hasManifests, say }: TraceContext): TraceStep {
  const found = manifests.map(({ path }) => path);
  const lookup = found.length > 0 ? found.join(', ') : say('a manifest of {0}', release.version.raw);
  const gaps = manifests.flatMap(({ path, problems }) =>
    problems
      .filter(({ rule }) => rule !== APPROVAL_RULE)
      .map(({ message }) => (manifests.length > 1 ? `${path}: ${message}` : message)),
  );
  if (manifests.length === 0 && hasManifests) gaps.push(say('it has no manifest'));
  return { step: 'manifest', found, lookup, gaps };
}

function traceGates({ gates, release }: ReleaseFacts, { say }: TraceContext): TraceStep {
  const found = gates.flatMap(({ gate, record }) =>
    record ? [`${gate.name}: ${[say(record.state), record.detail, record.startedAt].filter(Boolean).join(', ')}`] : [],
  );
  const paths = gates.map(({ path }) => path);
  const gaps = gates
    .filter(({ state }) => state !== 'passed' && state !== 'not-applicable')
    .map(({ gate, state, detail }) =>
      state === 'failed'
        ? say('the gate “{0}” failed: {1}', gate.name, detail)
        : say('the gate “{0}” has no result: {1}', gate.name, say(detail)),
    );
  const lookup = paths.join(', ') || say('the results of tests for {0}', release.version.raw);
  return { step: 'gates', found, lookup, gaps };
}

function traceDeployment(
  { deployments, release: { version, section } }: ReleaseFacts,
  { policy, say }: TraceContext,
): TraceStep {
  const found = deployments.map(({ at, environment, outcome, by, note }) => {
    const what = [at, environment, say(outcome)] as const;
    const said = by === null ? what.join(' ') : say('{0} {1} {2} by {3}', ...what, by);
    return note === null ? said : `${said}: ${note}`;
  });
  const gaps: string[] = [];
  if (found.length === 0) gaps.push(say('no deployment of it is recorded'));
  else if (deployments.every(({ by }) => by === null)) gaps.push(say('nobody is named who deployed it'));
  if (deployments.at(-1)?.outcome === 'rolled-back' && section?.yanked === false)
    gaps.push(say('it was rolled back, and its section does not say [YANKED]'));
  return { step: 'deployment', found, lookup: `grep '"${version.raw}"' ${policy.audit.deployments}`, gaps };
}
