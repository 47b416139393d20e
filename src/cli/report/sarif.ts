import type { Fix, Rule, Severity, Source } from '../../core/index.ts';
import { type Finding, type Omission, type Report, toRegion } from './report.ts';

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  hint: 'note',
};

const HOMEPAGE = 'https://www.npmjs.com/package/release-ledger';
const ROOT = '%SRCROOT%';

/** What a SARIF log says about a rule. */
export type DocumentedRule = Pick<Rule, 'id' | 'severity' | 'summary' | 'why'>;

export interface SarifOptions {
  readonly version: string;
  /** The documentation of the rules that may appear. */
  readonly rules: readonly DocumentedRule[];
  /** False where something that was to be checked could not be read. */
  readonly complete: boolean;
}

/** A report as a SARIF 2.1.0 log; paths are relative to the working folder, columns count UTF-16 units. */
export function toSarif({ findings, notChecked, unread }: Report, { version, rules, complete }: SarifOptions): object {
  const ids = [...new Set(findings.map(({ problem }) => problem.rule))].sort();
  const documented = new Map(rules.map((rule) => [rule.id, rule]));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Release Ledger',
            semanticVersion: version,
            informationUri: HOMEPAGE,
            rules: ids.map((id) => toRule(id, documented.get(id))),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: complete,
            toolExecutionNotifications: [
              ...unread.map((each) => toNotification(each, 'error')),
              ...notChecked.map((each) => toNotification(each, 'warning')),
            ],
          },
        ],
        results: findings.map((finding) => toResult(finding, ids.indexOf(finding.problem.rule))),
      },
    ],
  };
}

function toRule(id: string, rule: DocumentedRule | undefined): object {
  if (!rule) return { id };
  return {
    id,
    shortDescription: { text: rule.summary },
    fullDescription: { text: rule.summary },
    help: { text: rule.why.replaceAll('`', ''), markdown: rule.why },
    defaultConfiguration: rule.severity === 'off' ? { enabled: false } : { level: LEVELS[rule.severity] },
  };
}

function toResult({ file, source, problem, fix }: Finding, ruleIndex: number): object {
  const region = toSarifRegion(source, problem.span);
  return {
    ruleId: problem.rule,
    ruleIndex,
    level: LEVELS[problem.severity],
    message: { text: problem.message },
    locations: [{ physicalLocation: { artifactLocation: toLocation(file), region } }],
    ...(fix && fix.edits.length > 0 ? { fixes: [toSarifFix(file, source, fix)] } : {}),
  };
}

function toSarifFix(file: string, source: Source, fix: Fix): object {
  return {
    description: { text: fix.title },
    artifactChanges: [
      {
        artifactLocation: toLocation(file),
        replacements: fix.edits.map((edit) => ({
          deletedRegion: toSarifRegion(source, edit),
          ...(edit.text === '' ? {} : { insertedContent: { text: edit.text } }),
        })),
      },
    ],
  };
}

function toSarifRegion(source: Source, span: { readonly start: number; readonly end: number }): object {
  const { line, column, endLine, endColumn } = toRegion(source, span);
  return { startLine: line, startColumn: column, endLine, endColumn };
}

function toNotification({ rule, file, reason }: Omission, level: 'error' | 'warning'): object {
  return {
    level,
    message: { text: `Not checked: ${rule}: ${reason}` },
    ...(file === null ? {} : { locations: [{ physicalLocation: { artifactLocation: toLocation(file) } }] }),
  };
}

/** A relative reference by RFC 3986: what stands in a name must not be read as a scheme, a query or a fragment. */
function toLocation(file: string): object {
  const uri = file.split('/').map(toSegment).join('/');
  return { uri, uriBaseId: ROOT };
}

function toSegment(segment: string): string {
  return encodeURIComponent(segment.replace(/\p{Surrogate}/gu, '\ufffd'));
}
