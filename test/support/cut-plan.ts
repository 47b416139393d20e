import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FileStep, Plan, PlanFacts, Step, TreeChange } from '../../src/core/release/plan.ts';
import { blobId } from '../../src/host/release/blob-id.ts';
import type { ReleaseContext } from '../../src/host/release/context.ts';
import type { TestRepository } from './repository.ts';

export function contextOf(repo: TestRepository, more: Partial<ReleaseContext> = {}): ReleaseContext {
  return {
    folder: repo.folder,
    env: {
      PATH: process.env.PATH,
      HOME: repo.folder,
      GIT_AUTHOR_NAME: 'Ada',
      GIT_AUTHOR_EMAIL: 'ada@example.com',
      GIT_COMMITTER_NAME: 'Ada',
      GIT_COMMITTER_EMAIL: 'ada@example.com',
    },
    trusted: true,
    command: ['release-ledger', 'cut'],
    now: () => new Date('2026-02-01T00:00:00Z'),
    ...more,
  };
}

type Format = PlanFacts['objectFormat'];

export function idOf(repo: TestRepository, file: string, format: Format = 'sha1'): string | null {
  try {
    return blobId(readFileSync(path.join(repo.folder, file)), format);
  } catch {
    return null;
  }
}

export function factsOf(repo: TestRepository, files: readonly string[] = [], format: Format = 'sha1'): PlanFacts {
  const has = (args: readonly string[]): string | null => {
    try {
      return repo.git(...args) || null;
    } catch {
      return null;
    }
  };
  return {
    objectFormat: format,
    head: has(['symbolic-ref', '--quiet', 'HEAD']),
    headCommit: has(['rev-parse', '--verify', '--quiet', 'HEAD']),
    refs: {},
    files: Object.fromEntries(files.map((file) => [file, idOf(repo, file, format)])),
  };
}

export function planOf(facts: PlanFacts, steps: readonly Step[], more: Partial<Plan> = {}): Plan {
  return {
    format: 'release-ledger/plan',
    formatVersion: 1,
    operation: 'cut',
    title: 'Cut 1.1.0',
    facts,
    blockers: [],
    steps,
    notes: [],
    next: [],
    ...more,
  };
}

/** What a cut does: files are written, committed on the current branch and tagged. Null deletes a file. */
export function cutPlan(
  repo: TestRepository,
  texts: Readonly<Record<string, string | null>>,
  { tag = 'v1.1.0', sign = false, format = 'sha1' as Format, message = 'Release 1.1.0' } = {},
): Plan {
  const facts = factsOf(repo, Object.keys(texts), format);
  const { head, headCommit } = facts;
  if (head === null || headCommit === null) throw new Error('needs a branch with a commit');
  const changes = Object.entries(texts).map(([file, text]): TreeChange => ({ path: file, mode: '100644', text }));
  const files = changes.map(
    ({ path: file, mode, text }): FileStep => ({
      kind: 'file',
      path: file,
      mode,
      from: facts.files[file] ?? null,
      text,
      uncommitted: false,
    }),
  );
  const base = { object: headCommit };
  return planOf(facts, [
    { kind: 'commit', id: 'release', parents: [base], base, changes, mergedTree: null, message, sign },
    { kind: 'tag', name: tag, target: { step: 'release' }, message: `Release ${tag}`, sign },
    { kind: 'ref', name: head, from: headCommit, to: { step: 'release' } },
    ...files,
  ]);
}
