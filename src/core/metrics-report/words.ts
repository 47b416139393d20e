import type { MetricsReport } from './report.ts';

/** A measure in words: what it is called, what it comes to, of how many, and what that means. */
export interface MeasureWords {
  readonly name: string;
  readonly value: string;
  readonly samples: string;
  readonly definition: string;
}

const NOTHING = 'not known';

/** The four measures in words for a person. */
export function measuresOf(report: MetricsReport): readonly MeasureWords[] {
  const { deploymentFrequency, leadTime, changeFailureRate, timeToRestore } = report;
  return [
    {
      name: 'Deployment frequency',
      value: `${deploymentFrequency.perMonth} a month`,
      samples: countOf(report.releases, 'release'),
      definition: deploymentFrequency.definition,
    },
    {
      name: 'Lead time',
      value:
        leadTime.medianHours === null || leadTime.p90Hours === null
          ? NOTHING
          : `${toDuration(leadTime.medianHours)} in the median, ${toDuration(leadTime.p90Hours)} for nine of ten`,
      samples: leadTime.notKnown ?? countOf(leadTime.commits, 'commit'),
      definition: leadTime.definition,
    },
    {
      name: 'Change failure rate',
      value: changeFailureRate.ratio === null ? NOTHING : `${Number((changeFailureRate.ratio * 100).toFixed(1))} %`,
      samples: `${changeFailureRate.failed} of ${countOf(changeFailureRate.total, 'release')}`,
      definition: changeFailureRate.definition,
    },
    {
      name: 'Time to restore',
      value: timeToRestore.medianHours === null ? NOTHING : `${toDuration(timeToRestore.medianHours)} in the median`,
      samples: countOf(timeToRestore.samples, 'hotfix', 'hotfixes'),
      definition: timeToRestore.definition,
    },
  ];
}

/** What is to be said of the whole: that it is indicative, what is due, and whether the newest release can still be rolled back. */
export function remarksOf({ indicative, releases, cadence, rollbackWindow }: MetricsReport): readonly string[] {
  const remarks: string[] = [];
  if (indicative) remarks.push(`Indicative only: ${countOf(releases, 'release')}, fewer than ten.`);
  for (const { level, days, last, due, overdue } of cadence) {
    if (!last || due === null) remarks.push(`No ${level} release yet; one every ${days} days is meant.`);
    else
      remarks.push(
        `The last release that is ${level} or more was ${last.version} on ${last.date}; the next one ${overdue ? 'was' : 'is'} due by ${due}.`,
      );
  }
  if (rollbackWindow) {
    const { version, open, closesAt, kind, hours } = rollbackWindow;
    remarks.push(
      `${version} (${kind}, ${hours} h) ${open ? 'may be rolled back until' : 'could be rolled back until'} ${closesAt.replace('T', ' ').replace('Z', ' UTC')}.`,
    );
  }
  return remarks;
}

/** Hours as a person says them: minutes below one, days from two of them upwards. */
export function toDuration(hours: number): string {
  if (hours < 1) return `${Math.round(hours * 60)} min`;
  return hours < 48 ? `${Number(hours.toFixed(1))} h` : `${Number((hours / 24).toFixed(1))} days`;
}

function countOf(count: number, one: string, several = `${one}s`): string {
  return `${count} ${count === 1 ? one : several}`;
}
