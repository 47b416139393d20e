import { describe, expect, it } from 'vitest';
import { runCli } from '../support/cli.ts';
import { MANIFEST } from '../support/manifest.ts';

const { problemMatchers, problemPatterns, taskDefinitions } = MANIFEST.contributes;

const CHANGELOG = [
  '# Changelog',
  '',
  '## [Unreleased]',
  '',
  '## [1.1.0] - 2026-02-30',
  '',
  '### Addded',
  '',
  '- One [thing] \u202e',
  '',
].join('\n');

describe('the problem matcher', () => {
  const [pattern] = problemPatterns;
  const expression = new RegExp(pattern?.regexp ?? '');

  it('names the pattern that the manifest has, and the task type that the provider has', () => {
    expect(problemMatchers.map((matcher) => matcher.pattern)).toEqual([`$${pattern?.name}`]);
    expect(taskDefinitions.map(({ type }) => type)).toEqual(['release-ledger']);
  });

  it('reads every line that “check --format gcc” prints, as what “--format json” says', async () => {
    const world = { files: { 'docs and more/CHANGELOG.md': CHANGELOG } };
    const argv = ['check', 'docs and more/CHANGELOG.md'];
    const { problems } = JSON.parse((await runCli(argv.concat('--format', 'json'), world)).stdout);
    const { stdout } = await runCli(argv.concat('--format', 'gcc'), world);
    const read = stdout
      .trimEnd()
      .split('\n')
      .map((line) => {
        const match = expression.exec(line) ?? [];
        const at = (group: number | undefined): string | undefined => match[group ?? -1];
        return {
          file: at(pattern?.file),
          line: Number(at(pattern?.line)),
          column: Number(at(pattern?.column)),
          severity: at(pattern?.severity),
          rule: at(pattern?.code),
        };
      });
    expect(problems.length).toBeGreaterThan(2);
    expect(read).toEqual(
      problems.map(({ file, line, column, severity, rule }: Record<string, unknown>) => ({
        file,
        line,
        column,
        severity,
        rule,
      })),
    );
    expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  });

  it('reads no other line that the command line prints', async () => {
    const { stdout, stderr } = await runCli(['check', 'CHANGELOG.md'], { files: { 'CHANGELOG.md': CHANGELOG } });
    expect(`${stdout}${stderr}`.split('\n').filter((line) => expression.test(line))).toEqual([]);
  });
});
