import { factOf } from '../../manifest/facts.ts';
import { MANIFEST_VERSION } from '../../manifest/fields.ts';
import { breakingOf, changesOf, previousOf } from '../../manifest/from-changelog.ts';
import type { FieldName, ManifestContent } from '../../manifest/model.ts';
import type { ManifestContext } from '../manifest-rule.ts';

/**
 * A value for a field that is missing: what the changelog, the tag or the repository say. Null for what only people know:
 * a record must not be filled with what nobody verified.
 */
export function proposeField(name: FieldName, context: ManifestContext): ManifestContent | null {
  const { version, section, tag, facts, policy } = context;
  const changelog = factOf(facts, 'changelog')?.changelog ?? null;
  switch (name) {
    case 'manifestVersion':
      return { manifestVersion: MANIFEST_VERSION };
    case 'date':
      return section?.date ? { date: section.date } : null;
    case 'tag':
      return version ? { tag: tag?.name ?? policy.tag.name.replace('{version}', version.raw) } : null;
    case 'commit':
      return tag?.commit ? { commit: tag.commit } : null;
    case 'title':
      return section?.title ? { title: section.title } : null;
    case 'previousVersion': {
      const previous = changelog && section && previousOf(changelog, section);
      return previous ? { previousVersion: previous.label } : null;
    }
    case 'changes':
      return changelog && section ? { changes: changesOf(changelog, section) } : null;
    case 'breaking':
      return { breaking: changelog && section ? breakingOf(changelog, section) : [] };
    case 'migrationRequired':
      return { migrationRequired: (changelog && section ? breakingOf(changelog, section) : []).length > 0 };
    case 'migrations': {
      const migrations = factOf(facts, 'migrations');
      return migrations && { migrations: migrations.map((text) => ({ text })) };
    }
    default:
      return null;
  }
}
