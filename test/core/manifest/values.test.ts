import { describe, expect, it } from 'vitest';
import { readManifest } from '../../../src/core/manifest/read-manifest.ts';

/** The values of a text without their places, and its defects as “kind: message”. */
function read(text: string, form: 'json' | 'md') {
  const { fields, defects } = readManifest(text, form);
  const bare = (value: unknown): unknown =>
    Array.isArray(value) ? value.map(({ start: _, end: __, ...rest }: Record<string, unknown>) => rest) : value;
  const values = Object.fromEntries(Object.entries(fields).map(([name, { value }]) => [name, bare(value)]));
  return { values, defects: defects.map(({ kind, message }) => `${kind}: ${message.replace('Unexpected ', '')}`) };
}

const WHO = 'expected who approved, as a string or as { "by", "date" }';

describe('values in JSON', () => {
  it.each<[text: string, values: object, defects: readonly string[]]>([
    [
      '{ "approvals": { "cto": "ada", "po": { "by": "bo", "date": "2026-01-01" } } }',
      {
        approvals: [
          { role: 'cto', by: 'ada', date: null },
          { role: 'po', by: 'bo', date: '2026-01-01' },
        ],
      },
      [],
    ],
    [
      '{ "approvals": { "cto": { "date": "2026-01-01" }, "po": 5 } }',
      { approvals: [] },
      [`wrong-type: object for “approvals”, ${WHO}`, `wrong-type: number 5 for “approvals”, ${WHO}`],
    ],
    ['{ "approvals": [] }', {}, ['wrong-type: list for “approvals”, expected an object of roles']],
    [
      '{ "files_modified": [] }',
      {},
      ['wrong-type: list for “files_modified”, expected lists of files as source, documentation and tests'],
    ],
    [
      '{ "files_modified": { "src": [{ "path": "a" }], "source": [{ "lines": 5 }, { "path": "b", "lines": "x" }] } }',
      { files: [{ group: 'source', path: 'b', lines: null, added: null, deleted: null }] },
      [
        'unknown-value: “src” for “files_modified”, expected source, documentation or tests',
        'wrong-type: object for “files_modified”, expected a path',
        'wrong-type: “x” for “files_modified”, expected a whole number from 0',
      ],
    ],
    [
      '{ "dependencies": { "added": [{ "from": "1" }, { "name": "a", "to": "2" }], "other": [{}], "updated": {} } }',
      { dependencies: [{ kind: 'added', name: 'a', from: null, to: '2' }] },
      [
        'wrong-type: object for “dependencies”, expected a name',
        'unknown-value: “other” for “dependencies”, expected added, updated or removed',
        'wrong-type: object for “dependencies”, expected a list',
      ],
    ],
    [
      '{ "verification": { "tests": [{ "name": "a" }, { "state": "passed" }, { "name": "b", "state": "great" }, { "name": "c", "state": "passed", "passed": -1 }] } }',
      { tests: [{ name: 'c', state: 'passed', passed: null, total: null, evidence: null }] },
      [
        'wrong-type: object for “verification.tests”, expected a name and a state',
        'wrong-type: object for “verification.tests”, expected a name and a state',
        'unknown-value: “great” for “verification.tests”, expected passed, advisory, failed, not-run or not-applicable',
        'wrong-type: number -1 for “verification.tests”, expected a whole number from 0',
      ],
    ],
    [
      '{ "version": 5, "migration_required": "yes", "migrations_applied": ["a", 5] }',
      { migrations: [{ text: 'a' }] },
      [
        'wrong-type: number 5 for “version”, expected a string',
        'wrong-type: “yes” for “migration_required”, expected true or false',
        'wrong-type: number 5 for “migrations_applied”, expected a string',
      ],
    ],
    [
      '{ "checksums": { "a": 5, "b": "SHA256:ab", "c": "cd" } }',
      {
        checksums: [
          { path: 'b', algorithm: 'sha256', digest: 'ab' },
          { path: 'c', algorithm: '', digest: 'cd' },
        ],
      },
      ['wrong-type: number 5 for “checksums”, expected a string'],
    ],
    [
      '{ "changes": { "Added": ["a", 3], "Fixed": "b" } }',
      { changes: [{ category: 'Added', text: 'a' }] },
      ['wrong-type: number 3 for “changes”, expected a string', 'wrong-type: “b” for “changes”, expected a list'],
    ],
  ])('%s', (text, values, defects) => {
    expect(read(text, 'json')).toEqual({ values, defects });
  });
});

describe('values in Markdown', () => {
  const DIGEST = 'a'.repeat(64);
  const list = (section: string) =>
    `## ${section}\n\n**SHA-256 Checksums:**\n\`\`\`\n${DIGEST}  a.js\nnonsense\n\`\`\`\n`;

  it.each<[text: string, values: object, defects: readonly string[]]>([
    ['## Breaking Changes\n\n**Migration Required:** No\n', { migrationRequired: false }, []],
    ['## Breaking Changes\n\n**Migration Required:** YES\n', { migrationRequired: true }, []],
    [
      '## Breaking Changes\n\n**Migration Required:** maybe\n',
      {},
      ['unknown-value: “maybe” for Migration Required, expected Yes or No'],
    ],
    ['## Breaking Changes\n\nNone\n', { breaking: [] }, []],
    ['## Migrations\n\nNone\n', { migrations: [] }, []],
    ['## Migrations\n\n- 001\n', { migrations: [{ text: '001' }] }, []],
    ['## Migrations\n\nSome words\n', {}, []],
    ['## Files Modified\n\nNone\n', { files: [] }, []],
    ['## Files Modified\n\nSome words\n', {}, []],
    [
      list('File Integrity (Optional)'),
      { checksums: [{ path: 'a.js', algorithm: 'sha256', digest: DIGEST }] },
      ['wrong-type: line, expected a digest, two spaces and a path'],
    ],
    [list('Release Summary'), { checksums: [] }, []],
    [
      '## Verification Status\n\n- Security Scan: fine\n',
      {},
      ['unknown-value: “fine” for Security Scan, expected PASS, ADVISORY, FAIL, NOT RUN or N/A'],
    ],
  ])('%j', (text, values, defects) => {
    expect(read(text, 'md')).toEqual({ values, defects });
  });
});
