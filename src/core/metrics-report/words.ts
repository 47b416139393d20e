import { type Say, sayCount, sayInEnglish, sayReason } from '../text/say.ts';
import type { MetricsReport } from './report.ts';

/** A measure in words: what it is called, what it comes to and in which sense, of how many, and what that means. */
export interface MeasureWords {
  readonly name: string;
  readonly value: string;
  /** Goes on from the value; empty where that says it all. */
  readonly detail: string;
  readonly samples: string;
  readonly definition: string;
}

const RELEASES = ['{0} release', '{0} releases'] as const;
const COMMITS = ['{0} commit', '{0} commits'] as const;
const HOTFIXES = ['{0} hotfix', '{0} hotfixes'] as const;

/** The four measures in words for a person. */
export function measuresOf(report: MetricsReport, say: Say = sayInEnglish): readonly MeasureWords[] {
  const { deploymentFrequency, leadTime, changeFailureRate, timeToRestore } = report;
  const { medianHours, p90Hours } = leadTime;
  return [
    {
      name: say('Deployment frequency'),
      value: say('{0} a month', deploymentFrequency.perMonth),
      detail: '',
      samples: sayCount(say, report.releases, RELEASES),
      definition: say(deploymentFrequency.definition),
    },
    {
      name: say('Lead time'),
      value: medianHours === null ? say('not known') : toDuration(medianHours, say),
      detail: p90Hours === null ? '' : say('in the median, {0} for nine of ten', toDuration(p90Hours, say)),
      samples: leadTime.notKnown === null ? countCommits(leadTime.commits, say) : sayReason(say, leadTime.notKnown),
      definition: say(leadTime.definition),
    },
    {
      name: say('Change failure rate'),
      value:
        changeFailureRate.ratio === null
          ? say('not known')
          : say('{0} %', Number((changeFailureRate.ratio * 100).toFixed(1))),
      detail: '',
      samples: say('{0} of {1}', changeFailureRate.failed, sayCount(say, changeFailureRate.total, RELEASES)),
      definition: say(changeFailureRate.definition),
    },
    {
      name: say('Time to restore'),
      value: timeToRestore.medianHours === null ? say('not known') : toDuration(timeToRestore.medianHours, say),
      detail: timeToRestore.medianHours === null ? '' : say('in the median'),
      samples: sayCount(say, timeToRestore.samples, HOTFIXES),
      definition: say(timeToRestore.definition),
    },
  ];
}

/** What is to be said of the whole: that it is indicative, what is missing and due, and whether the newest release can still be rolled back. */
export function remarksOf(report: MetricsReport, say: Say = sayInEnglish): readonly string[] {
  const { indicative, releases, leadTime, cadence, rollbackWindow } = report;
  const remarks: string[] = [];
  if (indicative) remarks.push(say('Indicative only: {0}, fewer than ten.', sayCount(say, releases, RELEASES)));
  if (releases === 0)
    remarks.push(say('Nothing was released: a release is a dated section of the changelog, or a tag.'));
  if (releases === 1) remarks.push(say('One release says little: how often they come is seen from the second one on.'));
  if (releases > 0 && leadTime.commits === 0 && leadTime.notKnown === null)
    remarks.push(say('No commit belongs to a release: lead times end at tags. Tag the releases to have them.'));
  for (const { level, days, last, due, overdue } of cadence) {
    if (!last || due === null) remarks.push(say('No {0} release yet; one every {1} days is meant.', level, days));
    else if (overdue)
      remarks.push(
        say(
          'A {0} release every {1} days: the last was {2} on {3}, the next was due by {4}.',
          ...[level, days, last.version, last.date, due],
        ),
      );
    else
      remarks.push(
        say(
          'A {0} release every {1} days: the last was {2} on {3}, the next is due by {4}.',
          ...[level, days, last.version, last.date, due],
        ),
      );
  }
  if (rollbackWindow) {
    const { version, open, closesAt, kind, hours, hoursLeft } = rollbackWindow;
    const closes = closesAt.replace('T', ' ').replace('Z', ' UTC');
    remarks.push(
      open
        ? say(
            '{0} ({1}, {2} h) may be rolled back until {3}: {4} left.',
            ...[version, kind, hours, closes, toDuration(hoursLeft, say)],
          )
        : say('{0} ({1}, {2} h) could be rolled back until {3}.', version, kind, hours, closes),
    );
  }
  return remarks;
}

export function countCommits(commits: number, say: Say): string {
  return sayCount(say, commits, COMMITS);
}

/** Hours as a person says them: minutes below one, days from two of them upwards. */
export function toDuration(hours: number, say: Say = sayInEnglish): string {
  if (hours < 1) return say('{0} min', Math.round(hours * 60));
  return hours < 48 ? say('{0} h', Number(hours.toFixed(1))) : say('{0} days', Number((hours / 24).toFixed(1)));
}
