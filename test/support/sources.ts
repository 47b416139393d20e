import fs from 'node:fs';
import path from 'node:path';

/** The folder of the project, whatever folder the tests are started in. */
export const ROOT = path.resolve(import.meta.dirname, '../..');

/** One of the project's own TypeScript files. */
export interface SourceFile {
  /** Relative to the project, with `/`. */
  readonly path: string;
  readonly text: string;
  /** What it imports or exports from, as written, dynamic imports and `require` included. */
  readonly imports: readonly string[];
}

const IMPORT =
  /(?:^|[\s;])(?:import|export)\s(?:[^'";]*?\sfrom\s)?\s*['"]([^'"]+)['"]|\b(?:import|require)\(\s*['"]([^'"]+)['"]/g;

/** Reads every `.ts` file below the given folders of the project. */
export function readSources(...folders: readonly string[]): readonly SourceFile[] {
  return folders.flatMap((folder) =>
    fs
      .readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .map((entry) => {
        const file = path.join(entry.parentPath, entry.name);
        const text = fs.readFileSync(file, 'utf8');
        const imports = [...text.matchAll(IMPORT)].map((match) => (match[1] ?? match[2]) as string);
        return { path: path.relative(ROOT, file).split(path.sep).join('/'), text, imports };
      }),
  );
}
