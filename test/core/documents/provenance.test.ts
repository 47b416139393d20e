import { describe, expect, it } from 'vitest';
import { readSubjectDigest, writeProvenance } from '../../../src/core/documents/provenance.ts';

const FACTS = {
  name: 'acme-1.0.0.zip',
  digest: 'ab'.repeat(32),
  version: '1.0.0',
  format: 'zip',
  tag: { name: 'v1.0.0', commit: 'c'.repeat(40) },
  repository: 'https://example.com/o/acme.git',
  toolVersion: '0.1.0',
};

describe('a statement of provenance (002-40)', () => {
  it('has the fields that in-toto Statement v1 and SLSA Provenance v1.0 ask for', () => {
    const statement = JSON.parse(writeProvenance(FACTS));
    expect(Object.keys(statement)).toEqual(['_type', 'subject', 'predicateType', 'predicate']);
    const { buildDefinition, runDetails } = statement.predicate;
    expect(buildDefinition.buildType).toMatch(/^https:\/\//);
    expect(buildDefinition.externalParameters).toEqual({ version: '1.0.0', format: 'zip', source: 'refs/tags/v1.0.0' });
    expect(runDetails.builder.id).toMatch(/^https:\/\/.*0\.1\.0$/);
    expect(writeProvenance(FACTS)).toBe(writeProvenance({ ...FACTS }));
  });

  it('names no source where a folder was packed', () => {
    const statement = JSON.parse(writeProvenance({ ...FACTS, tag: null, repository: null }));
    expect(statement.predicate.buildDefinition).toMatchObject({
      externalParameters: { source: 'working folder' },
      resolvedDependencies: [],
    });
  });

  it.each([
    ['the digest of its file', writeProvenance(FACTS), FACTS.digest],
    ['nothing of another file', writeProvenance({ ...FACTS, name: 'other.zip' }), null],
    ['nothing where it is none', '{}', null],
    ['nothing where it is no JSON', 'what', null],
    ['nothing where its subject is odd', '{"subject":[null,{"name":"acme-1.0.0.zip","digest":5}]}', null],
    ['nothing of what only looks like a list', '{"subject":"acme-1.0.0.zip"}', null],
  ])('says %s', (_, text, digest) => expect(readSubjectDigest(text, 'acme-1.0.0.zip')).toBe(digest));
});
