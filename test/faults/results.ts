import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

/** What carries operations out; with it counts all that it imports. */
const ENGINE = ['src/host/release/apply.ts', 'src/host/release/recover.ts', 'src/host/create-files.ts'];

/** What one action did to one operation. */
export interface PartResult {
  /** The sources that it was played on. */
  readonly sources: string;
  readonly operation: string;
  readonly action: string;
  /** At how many points it can be played, where these can be counted. */
  readonly points: number | null;
  readonly faults: number;
  /** How many of them met something. */
  readonly met: number;
  /** What was found, fault by fault. */
  readonly violations: readonly string[];
  /** How many exit codes said what was not so. */
  readonly untrue: number;
  /** Cells of the fault matrix, and how often each was played. */
  readonly cells: Readonly<Record<string, number>>;
}

/** The results of all runs on one state of the sources, which may play a part each. */
export class Results {
  readonly #file: string;
  readonly sources: string;

  private constructor(file: string, sources: string) {
    this.#file = file;
    this.sources = sources;
  }

  /** @param file where they are kept, a line of JSON for each part */
  static async open(file: string): Promise<Results> {
    mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
    return new Results(file, await digestSources());
  }

  add(result: Omit<PartResult, 'sources'>): void {
    appendFileSync(this.#file, `${JSON.stringify({ sources: this.sources, ...result })}\n`);
  }

  /** Those of these sources; of a part that was played several times, the one with the most faults. */
  all(): readonly PartResult[] {
    const lines = existsSync(this.#file) ? readFileSync(this.#file, 'utf8').trimEnd().split('\n') : [];
    const best = new Map<string, PartResult>();
    for (const line of lines) {
      const result: PartResult = JSON.parse(line);
      const key = `${result.operation} ${result.action}`;
      if (result.sources === this.sources && !(result.faults < (best.get(key)?.faults ?? 0))) best.set(key, result);
    }
    return [...best.values()];
  }

  /** True where at least so many faults of a part stand here, and none of them found anything. */
  has(operation: string, action: string, faults: number): boolean {
    const found = this.all().find((each) => each.operation === operation && each.action === action);
    return found !== undefined && found.faults >= faults && found.violations.length === 0;
  }
}

/** Changes with what the sources do that carry operations out, and not with what is said beside it. */
async function digestSources(): Promise<string> {
  const { outputFiles } = await build({
    ...{ entryPoints: ENGINE, outdir: '.', bundle: true, minifyWhitespace: true, write: false },
    ...{ platform: 'node', format: 'esm', packages: 'external', logLevel: 'error' },
  });
  const digest = createHash('sha256');
  for (const { contents } of outputFiles ?? []) digest.update(contents);
  return digest.digest('hex').slice(0, 12);
}
