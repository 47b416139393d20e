import { describe, expect, it } from 'vitest';
import { whyInvalidGates } from '../../../src/core/gates/gate-results.ts';
import { BUILT_IN_PROFILES, DEFAULT_POLICY, mergeSettings, type Policy } from '../../../src/core/index.ts';

const policyOf = (name: string): Policy =>
  mergeSettings(DEFAULT_POLICY, BUILT_IN_PROFILES.get(name)?.settings ?? {}) as Policy;
const commandsOf = (name: string): readonly string[] =>
  policyOf(name).gates.commands.map(({ command }) => command.join(' '));

describe('the gates of built-in profiles', () => {
  it('are those of the documents (001-13, 002-07, 003-11)', () => {
    expect(commandsOf('python-package')).toEqual([
      'pre-commit run --all-files',
      'mypy src/',
      'pytest tests/ -v',
      'pytest tests_integration/ -v',
      'pytest -m e2e',
      'python scripts/validate_artifacts.py',
      'python -m src.config.validate',
      'bandit -r src/',
    ]);
    expect(commandsOf('container-platform').slice(0, 2)).toEqual(['make test', 'make bench']);
    expect(commandsOf('web-platform')).toEqual(
      expect.arrayContaining(['npm test', 'python -m pytest', 'npm audit --audit-level=high', 'pip-audit']),
    );
  });

  it('scan as the document says, and count what was found by its severity (002-09)', () => {
    const scans = policyOf('container-platform').gates.commands.filter(({ kind }) => kind === 'scan');
    expect(scans.map(({ name, command: [program], parser, report }) => [name, program, parser, report])).toEqual([
      ['trivy', 'trivy', 'sarif', 'trivy.sarif'],
      ['codeql', 'codeql', 'sarif', 'codeql.sarif'],
    ]);
    // The report is where the command writes it.
    for (const { command, report } of scans) expect(command.join(' ')).toContain(report);
  });

  it('ask for the coverage of the document (003-05)', () => {
    const coverage = policyOf('web-platform').gates.commands.find(({ kind }) => kind === 'coverage');
    expect(coverage).toMatchObject({ parser: 'coverage', report: 'coverage.json', minimum: 80 });
  });

  it.each([...BUILT_IN_PROFILES.keys()])('can be run and recorded: %s', (name) => {
    expect(whyInvalidGates(policyOf(name))).toBeNull();
  });
});
