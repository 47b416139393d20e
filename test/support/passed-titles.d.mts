export function passedTitles(): string[];
export function isFresh(report: string, sources: readonly string[]): boolean;
export function namedIds(known: readonly string[], pattern: RegExp): { tested: Set<string>; unknown: string[] };
export function readTable(file: string): string[][];
