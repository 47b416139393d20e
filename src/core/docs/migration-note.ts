import { childrenOf, type DocumentSection, type MarkdownDocument } from './markdown-document.ts';

/** What a document says of one migration, under `## Migration: FILE`. */
export interface MigrationNote {
  readonly section: DocumentSection;
  /** The file as written: `025c_rls_boundary_fix.sql`. */
  readonly file: string;
  /** What migrations are put in order by: `025c`; null where the file has no number. */
  readonly id: string | null;
  /** By their names in lower case. */
  readonly parts: ReadonlyMap<string, DocumentSection>;
}

export const MIGRATION_PARTS = [
  'Purpose',
  'Changes',
  'Prerequisites',
  'Rollback',
  'Verification',
  'Risk Level',
] as const;

const HEADING = /^Migration:[ \t]*`?([^`\s]{1,200})`?[ \t]*$/i;

/** The notes on migrations of a document, in order. Linear. */
export function migrationNotes(document: MarkdownDocument): readonly MigrationNote[] {
  return document.sections.flatMap((section) => {
    const file = HEADING.exec(section.name)?.[1];
    if (file === undefined) return [];
    const id = /^\d{1,6}[a-z]?(?![A-Za-z0-9])/.exec(file)?.[0] ?? null;
    const parts = new Map(childrenOf(document, section).map((part) => [part.name.trim().toLowerCase(), part]));
    return [{ section, file, id, parts }];
  });
}

/** Orders `025`, `025a`, `025b`, `026`: by the number, then by the letter. */
export function compareMigrations(a: string, b: string): number {
  const number = Number.parseInt(a, 10) - Number.parseInt(b, 10);
  if (number !== 0) return number;
  const [first, second] = [a.replace(/^\d+/, ''), b.replace(/^\d+/, '')];
  return first < second ? -1 : first > second ? 1 : 0;
}

/** The migration that has to come right before one with a letter: `025b` before `025c`, `025` before `025a`; null for others. */
export function migrationBefore(id: string): string | null {
  const letter = /[a-z]$/.exec(id)?.[0];
  if (letter === undefined) return null;
  const number = id.slice(0, -1);
  return letter === 'a' ? number : number + String.fromCharCode(letter.charCodeAt(0) - 1);
}
