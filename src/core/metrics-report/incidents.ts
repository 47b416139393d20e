import type { Incident } from '../ledger/metrics.ts';
import { readJsonLines, toText } from '../text/json-lines.ts';

export interface IncidentList {
  readonly incidents: readonly Incident[];
  /** Lines that are no incident, counted from 1. */
  readonly unread: readonly number[];
}

/** Reads a list of incidents; one that is not mended yet has no `restoredBy`, and does not count. */
export function readIncidents(text: string): IncidentList {
  const unread: number[] = [];
  const incidents = readJsonLines(text).flatMap(({ line, value }): readonly Incident[] => {
    const reported = toText(value?.reported);
    const restoredBy = toText(value?.restoredBy);
    if (!value || reported === null || Number.isNaN(Date.parse(reported))) {
      unread.push(line);
      return [];
    }
    return restoredBy === null ? [] : [{ reported, restoredBy: restoredBy.replace(/^v(?=\d)/, '') }];
  });
  return { incidents, unread };
}
