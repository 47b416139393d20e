import { skipTask, tickTask, untickTask } from '../../../src/core/checklist/edit-task.ts';
import { parseChecklist } from '../../../src/core/checklist/parse-checklist.ts';
import { applyEdits } from '../../../src/core/index.ts';
import { type FuzzTarget, hold } from '../target.ts';

/** Checklists, as people leave them: a tick changes its own line and no other. */
export const checklist: FuzzTarget = {
  name: 'checklist',
  seeds: [
    '# Release Checklist: 1.0.0\n\n**Version**: 1.0.0\n\n## Pre-release (D-3 to D-1)\n\n- [x] Tests pass – checked: 6/6\n- [ ] Tag the release (Release Manager)\n- [-] Migration – not applicable: none\n\n## Approvals\n\n- [ ] QA Lead\n- [x] Release Manager – Ada, 2026-11-20\n',
    '- [ ] one\n  - [X] nested\n\n    more\n* [ ] two\n1. [x] three\n',
  ],
  words: [
    '- [ ] ',
    '- [x] ',
    '- [-] ',
    '* [X] ',
    '## Approvals\n',
    ' – not applicable: ',
    ' – checked: ',
    '<!-- id: tests -->',
    '[ ]',
  ],
  check(text, random) {
    const { tasks, source } = parseChecklist(text);
    hold(source.text === text, 'the text is kept as it is');
    for (const { start, end } of tasks) hold(0 <= start && start < end && end <= text.length, 'a task has its place');
    if (tasks.length === 0) return;
    const index = random.below(tasks.length);
    const task = random.pick([tasks[index]]);
    if (!task) return;
    const change = random.pick([tickTask(task, 'Ada, 2026-11-20'), untickTask(task), skipTask(task, 'none')]);
    const after = applyEdits(text, change);
    hold(after.slice(0, task.start) === text.slice(0, task.start), 'what stands before a task stays');
    hold(after.endsWith(text.slice(task.end)), 'what stands behind a task stays');
    hold(parseChecklist(after).tasks.length === tasks.length, 'no task comes or goes');
  },
};
