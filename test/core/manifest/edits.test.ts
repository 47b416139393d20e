import { describe, expect, it } from 'vitest';
import { DEFAULT_POLICY } from '../../../src/core/index.ts';
import { setField } from '../../../src/core/manifest/edits.ts';
import { MANIFEST_FIELDS } from '../../../src/core/manifest/fields.ts';
import { type FieldName, type ManifestContent, toContent } from '../../../src/core/manifest/model.ts';
import { readManifest, writeManifest } from '../../../src/core/manifest/read-manifest.ts';
import { checkManifest } from '../../../src/core/rules/run-manifest.ts';
import { applyEdits } from '../../../src/core/text/edit.ts';

/** A value for every field. */
const WHOLE: Required<ManifestContent> = {
  manifestVersion: '1.0',
  name: 'Acme',
  version: '1.2.0',
  tag: 'v1.2.0',
  commit: '0123456789',
  sourceCommit: '9876543210',
  date: '2026-01-08',
  type: 'minor',
  previousVersion: '1.1.0',
  title: 'Maps',
  changelog: '../CHANGELOG.md',
  summary: 'Maps for everybody.',
  changes: [{ category: 'Added', text: 'Maps' }],
  tests: [{ name: 'Unit', state: 'passed', passed: 2, total: 2, evidence: null }],
  scan: 'advisory',
  verificationDate: '2026-01-07',
  verifiedBy: 'Ada',
  breaking: [],
  migrationRequired: false,
  migrationGuide: 'See the guide.',
  migrations: [{ text: '025_fix' }],
  files: [{ group: 'source', path: 'a.py', lines: 3, added: 2, deleted: 1 }],
  dependencies: [],
  runtime: [{ key: 'python_version', value: '3.11.0' }],
  components: [{ key: 'osrm_status', value: 'PARKED' }],
  environment: [],
  dataMigration: [],
  rollback: [{ text: 'Deploy 1.1.0' }],
  approvals: [{ role: 'security_lead', by: 'Ada', date: '2026-01-08' }],
  checksums: [{ path: 'a.py', algorithm: 'sha256', digest: 'a'.repeat(64) }],
  manifestChecksum: [{ path: 'm.md', algorithm: 'sha256', digest: 'b'.repeat(64) }],
  generatedAt: '2026-01-08T10:00:00Z',
};
/** What has no place of its own in a form. */
const NOWHERE: Readonly<Record<'json' | 'md', readonly FieldName[]>> = {
  json: ['runtime', 'components'],
  md: ['name', 'version'],
};

const withoutSpans = (content: object): object =>
  JSON.parse(JSON.stringify(content, (key, value) => (key === 'start' || key === 'end' ? undefined : value)));

describe('setField', () => {
  for (const form of ['json', 'md'] as const) {
    const names = MANIFEST_FIELDS.map(({ name }) => name).filter((name) => !NOWHERE[form].includes(name));

    it.each(names)(`puts %s into a whole ${form} manifest that lacks it, where the writer writes it`, (name) => {
      const { [name]: _, ...rest } = WHOLE;
      const text = writeManifest(rest, form);
      const edits = setField(readManifest(text, form), name, WHOLE);
      expect(edits).not.toBeNull();
      const changed = applyEdits(text, edits ?? []);
      expect(withoutSpans(toContent(readManifest(changed, form)))).toEqual(
        withoutSpans(toContent(readManifest(writeManifest(WHOLE, form), form))),
      );
      expect(readManifest(changed, form).defects).toEqual([]);
      expect(changed).toBe(writeManifest(WHOLE, form));
    });

    it.each(names)(`puts %s into the smallest ${form} manifest`, (name) => {
      for (const eol of ['\n', '\r\n']) {
        const text = writeManifest({ version: '1.2.0' }, form).replaceAll('\n', eol);
        const changed = applyEdits(text, setField(readManifest(text, form), name, { [name]: WHOLE[name] }) ?? []);
        const { fields, defects } = readManifest(changed, form);
        expect(defects).toEqual([]);
        expect(fields[name]).toBeDefined();
        expect(changed.replaceAll('\r\n', '').includes('\r')).toBe(false);
        if (eol === '\r\n') expect(/[^\r]\n/.test(changed)).toBe(false);
      }
    });

    it(`leaves a ${form} manifest as it is where the value is the one that stands there`, () => {
      const text = writeManifest(WHOLE, form);
      for (const name of names) {
        const edits = setField(readManifest(text, form), name, WHOLE) ?? [];
        expect(applyEdits(text, edits), name).toBe(text);
      }
    });
  }
});

describe('a manifest of a later version of the format', () => {
  const LATER = '{ "manifest_version": "2.0", "version": "1.0", "release_date": "2026-01-08", "git_sha": "XYZ" }\n';

  it('has no field set', () => {
    expect(setField(readManifest(LATER, 'json'), 'date', { date: '2026-01-09' })).toBeNull();
    const known = readManifest(LATER.replace('2.0', '1.0'), 'json');
    expect(setField(known, 'date', { date: '2026-01-09' })).not.toBeNull();
  });

  it('has problems, and fixes for none of them', () => {
    const { problems } = checkManifest({ text: LATER, form: 'json', policy: DEFAULT_POLICY });
    expect(problems.map(({ rule }) => rule)).toContain('manifest/unknown-manifest-version');
    expect(problems.length).toBeGreaterThan(1);
    expect(problems.flatMap(({ fixes }) => fixes)).toEqual([]);
  });
});
