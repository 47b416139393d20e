import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { run } from '../../../src/cli/main.ts';
import { createNodeHost } from '../../../src/cli/node-host.ts';
import { openRepository } from '../../../src/host/git/open-repository.ts';
import { cliIn } from '../../support/cli-in.ts';
import { releasedRepository, snapshot } from '../../support/released-repository.ts';
import type { TestRepository } from '../../support/repository.ts';

const NODE = createNodeHost(new URL('file:///nowhere.mjs'));

let repo: TestRepository;
afterEach(() => repo.remove());

async function onTerminal(answer: boolean, ...argv: readonly string[]) {
  const asked: string[] = [];
  let stderr = '';
  const host = {
    ...NODE,
    cwd: repo.folder,
    env: {},
    stdout: { columns: null, write: () => undefined },
    stderr: {
      columns: 80,
      write: (text: string) => {
        stderr += text;
      },
    },
    clock: { today: () => '2026-06-30' },
    releaseContext: (folder: string, command: readonly string[]) => ({
      folder,
      env: repo.environment(),
      trusted: true,
      command,
      now: () => new Date('2026-06-30T12:00:00Z'),
    }),
    confirm: async (question: string) => {
      asked.push(question);
      return answer;
    },
    openRepository: (folder: string) => openRepository(folder, repo.environment()),
  };
  return { code: await run(argv, host), asked, stderr };
}

describe('an interrupt', () => {
  it('while a hook runs ends it, and changes nothing', async () => {
    repo = releasedRepository();
    const begun = join(repo.folder, '.git', 'begun');
    repo.write('.git/hooks/pre-commit', `#!/bin/sh\ntouch '${begun}'\nexec sleep 300\n`);
    chmodSync(join(repo.folder, '.git/hooks/pre-commit'), 0o755);
    const state = snapshot(repo);
    const ending = new AbortController();
    const running = cliIn(repo, ['cut', '--yes'], undefined, { interruption: () => ending.signal });
    await expect.poll(() => existsSync(begun), { timeout: 60_000 }).toBe(true);
    ending.abort();
    const { code, stderr } = await running;
    expect(stderr).toContain('It was cancelled: the hook pre-commit was ended, and nothing was changed');
    expect(code).toBe(1);
    expect(snapshot(repo)).toBe(state);
  });
});

describe('a question on the terminal', () => {
  it('stands behind the plan, and “no” changes nothing', async () => {
    repo = releasedRepository();
    const state = snapshot(repo);
    const { code, asked, stderr } = await onTerminal(false, 'cut');
    expect(asked).toEqual(['Cut 1.1.0?']);
    expect(stderr).toContain('v1.1.0 (annotated)');
    expect(code).toBe(1);
    expect(snapshot(repo)).toBe(state);
  });

  it('is not asked with --yes, nor where something stands in the way', async () => {
    repo = releasedRepository();
    expect((await onTerminal(false, 'cut', 'patch')).asked).toEqual([]);
    expect((await onTerminal(false, 'cut', '--yes')).asked).toEqual([]);
    expect(repo.git('tag', '--list')).toContain('v1.1.0');
  });

  it('lets it be done with “yes”', async () => {
    repo = releasedRepository();
    const { code, asked, stderr } = await onTerminal(true, 'cut', 'minor');
    expect(asked).toHaveLength(1);
    expect(code).toBe(0);
    const phases = [
      'Checking that everything is as planned',
      'Making commits and tags',
      'Moving branches',
      'Writing files',
    ];
    const places = phases.map((phase) => stderr.indexOf(phase));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
    expect(repo.git('tag', '--list')).toContain('v1.1.0');
  });
});
