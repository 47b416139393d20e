import type { LedgerDocuments } from '../core/ledger/ledger-documents.ts';
import { toGlob } from '../core/manifest/paths.ts';
import type { Policy } from '../core/policy/policy.ts';
import type { Files } from '../core/ports.ts';
import guideRule from '../core/rules/ledger/major-without-guide.ts';
import { severityOf } from '../core/rules/run-rules.ts';
import { expandGlob } from './glob.ts';

/** Looks for the files that entries speak of; only for what the policy asks for, since it may mean to look everywhere. */
export async function readLedgerDocuments(files: Files, root: string, policy: Policy): Promise<LedgerDocuments> {
  const { migrations } = policy.manifest;
  const isAsked = severityOf(guideRule, policy) !== 'off';
  return {
    migrations: migrations === '' ? null : await listMigrations(files, root, toGlob(migrations)),
    guides: isAsked ? await expand(files, root, [...policy.docs.migrations, ...policy.docs.allowOldVersions]) : null,
  };
}

async function listMigrations(files: Files, root: string, folder: string): Promise<LedgerDocuments['migrations']> {
  const paths = await expand(files, root, [`${folder}/*`]);
  const names = paths.map((path) => path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]+$/, ''));
  return names.length > 0 ? names : { notKnown: `the folder ${folder} has no migrations, or is not there` };
}

async function expand(files: Files, root: string, patterns: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(patterns.map((pattern) => expandGlob(files, root, pattern)));
  return [...new Set(found.flatMap(({ paths }) => paths))];
}
