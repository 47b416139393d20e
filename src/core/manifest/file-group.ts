import type { FileGroup } from './model.ts';

const TEST_FOLDER = /(?:^|\/)(?:tests?|specs?|__tests__|__mocks__|e2e|testdata|fixtures)\//i;
const TEST_NAME = /(?:^|\/)(?:test_[^/]*|conftest)\.py$|[._-](?:test|tests|spec)\.[^./]+$/i;
const DOCUMENT_FOLDER = /(?:^|\/)docs?\//i;
const DOCUMENT_NAME = /\.(?:md|mdx|markdown|rst|adoc|txt)$|(?:^|\/)(?:LICEN[CS]E|NOTICE|AUTHORS|COPYING|README)$/i;
/** Texts that programs read. */
const READ_BY_PROGRAMS = /(?:^|\/)(?:requirements[^/]*|constraints[^/]*|CMakeLists)\.txt$/i;

/** The group of a manifest's “Files Modified” that a path belongs to, by its folders and its name. */
export function fileGroupOf(path: string): FileGroup {
  if (TEST_FOLDER.test(path) || TEST_NAME.test(path)) return 'tests';
  if (READ_BY_PROGRAMS.test(path)) return 'source';
  return DOCUMENT_FOLDER.test(path) || DOCUMENT_NAME.test(path) ? 'documentation' : 'source';
}
