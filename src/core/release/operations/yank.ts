import { yankSection } from '../../changelog/edits/yank.ts';
import { applyEdits } from '../../text/edit.ts';
import type { Version } from '../../version/version.ts';
import { versionKey } from '../../version/version-key.ts';
import { findNamed, titleOf } from '../component-facts.ts';
import { blocker, commitOnHead, makePlan } from '../compose.ts';
import type { ReleaseFacts } from '../facts.ts';
import { commitMessage } from '../messages.ts';
import type { Blocker, Plan } from '../plan.ts';
import { checkBranchHead, checkFiles } from '../readiness.ts';
import { sectionOf } from './tag.ts';

export interface YankOptions {
  readonly version: string;
  readonly reason: string;
}

/** `yank`: a release marked as pulled, with the reason; its tag stays. */
export function planYank(all: ReleaseFacts, { version: written, reason }: YankOptions): Plan {
  const named = findNamed(all, written);
  if ('code' in named)
    return makePlan(all, { operation: 'yank', title: `Yank ${written}`, blockers: [named], steps: [] });
  const { facts, version } = named;
  const { ledger, today } = facts;
  const { path, changelog } = ledger;
  const section = version && sectionOf(facts, version);
  const name = version ? titleOf(all, facts, version) : written;
  const title = `Yank ${name}`;
  const blockers: Blocker[] = [...checkBranchHead(facts), ...checkFiles(facts, [path])];
  if (reason.trim() === '')
    blockers.push(blocker('no-reason', 'a release is yanked with a reason, and none is given', 'Say it: --reason "…"'));
  if (!version || !section) {
    blockers.push(
      blocker('no-section', `the changelog has no section for ${name}`, 'See what there is: release-ledger history', {
        path,
        line: 1,
      }),
    );
    return makePlan(facts, { operation: 'yank', title, blockers, steps: [] });
  }
  const place = { path, line: section.heading.line + 1 };
  if (section.yanked) blockers.push(blocker('yanked', `${name} is yanked already`, 'Nothing is left to do', place));
  else if (section.date === null && !isTagged(facts, version)) {
    blockers.push(blocker('not-released', `${name} is not released yet`, 'Take its section out instead', place));
  }
  const text = applyEdits(changelog.source.text, yankSection(changelog, section, today, reason));
  const message = `${commitMessage(facts, 'yank', version.raw)}\n\n${reason.trim()}\n`;
  return makePlan(facts, {
    operation: 'yank',
    title,
    blockers,
    steps: commitOnHead(facts, { id: 'yank', texts: new Map([[path, text]]), message }),
    notes: ['The tag stays: who has the version can still find out what it is'],
    next: [{ command: ['git', 'push'], why: 'to let others see it' }],
  });
}

/** Who tags a version has released it, whether its section says when or not. */
function isTagged({ ledger: { releases } }: ReleaseFacts, version: Version): boolean {
  return releases.some(({ key, tags }) => key === versionKey(version) && tags.length > 0);
}
