import type { FuzzTarget } from '../target.ts';
import { changelog } from './changelog.ts';
import { checklist } from './checklist.ts';
import { checksums } from './checksums.ts';
import { edits } from './edits.ts';
import { framing } from './framing.ts';
import { journal } from './journal.ts';
import { manifestTargets } from './manifest.ts';
import { policy } from './policy.ts';
import { versionFiles } from './version-files.ts';

export const FUZZ_TARGETS: readonly FuzzTarget[] = [
  changelog,
  ...manifestTargets,
  policy,
  versionFiles,
  journal,
  checksums,
  checklist,
  framing,
  edits,
];
