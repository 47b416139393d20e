import type { Checklist } from '../checklist/checklist.ts';
import type { GateResult } from '../gates/gate-results.ts';
import type { Ledger, LedgerRelease } from '../ledger/ledger.ts';
import type { ManifestContent } from '../manifest/model.ts';
import type { ApprovalPolicy, Policy } from '../policy/policy.ts';
import type { Say } from '../text/say.ts';
import type { Deployment } from './deployments.ts';

/** The checklist of a release, with the approvals that the policy asks of it. */
export interface ChecklistEvidence {
  /** Relative to the policy's folder. */
  readonly path: string;
  readonly checklist: Checklist;
  readonly asked: readonly ApprovalPolicy[];
}

/** A record that belongs to a release by its path. */
export interface RecordFact {
  readonly kind: 'manifest' | 'checksums' | 'checklist' | 'gates' | 'deployments';
  readonly path: string;
  /** In hexadecimal digits; null where the file is not there or cannot be read. */
  readonly digest: string | null;
  /** True where the newest tag has it: then it was there. */
  readonly wasThere: boolean;
}

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
  /** The language of whoever reads it; messages of rules and details of gates stay as they were recorded. */
  readonly say: Say;
}

/** The steps by which a release is traced, in their order. */
export type TraceStepName = 'changelog' | 'commit' | 'tag' | 'manifest' | 'approvals' | 'gates' | 'deployment';
