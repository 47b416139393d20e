import { currentVersion } from '../../core/ledger/ledger.ts';
import { readReleasedHistory } from '../../core/ledger/metrics.ts';
import { readIncidents } from '../../core/metrics-report/incidents.ts';
import { type MetricsReport, toReport } from '../../core/metrics-report/report.ts';
import type { Files } from '../../core/ports.ts';
import type { Say } from '../../core/text/say.ts';
import { readGateResults } from '../gates/gate-records.ts';
import { type ReleaseRecords, readRecordLines } from './release-records.ts';

export interface MetricsWindow {
  /** `YYYY-MM-DD`; the day of the first release where it is left out. */
  readonly since?: string;
  /** `YYYY-MM-DD` */
  readonly until: string;
  /** Now, RFC 3339. */
  readonly now: string;
}

/** Measures releases by everything that is recorded of them; says what could not be read. */
export async function gatherMetricsReport(
  files: Files,
  { policy, root, ledger, repository, deployments }: ReleaseRecords,
  window: MetricsWindow,
  say?: Say,
): Promise<{ readonly report: MetricsReport; readonly remarks: readonly string[] }> {
  const { lines: incidents, remarks } = await readRecordLines(
    files,
    { root, path: policy.metrics.incidents },
    (text) => {
      const { incidents: read, unread } = readIncidents(text);
      return { read, unread };
    },
    say,
  );
  const version = currentVersion(ledger)?.raw;
  // What was recorded counts whether or not files have changed since.
  const now = { notKnown: 'it does not matter here' };
  const results =
    version === undefined
      ? []
      : await readGateResults({ files, root, policy, version, changelog: ledger.changelog, now });
  const report = toReport(ledger, policy.metrics, {
    ...window,
    incidents,
    deployments,
    history: await readReleasedHistory(ledger, repository),
    gates: results.flatMap(({ gate, record }) => (record ? [{ gate, record }] : [])),
  });
  return { report, remarks };
}
