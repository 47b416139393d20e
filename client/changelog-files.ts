/** A filter that both VS Code and LSP understand. */
type Filter = { readonly scheme: string } & ({ readonly language: string } | { readonly pattern: string });

/**
 * Names that changelogs have, a little wider than what the server takes for one: it costs a start of the server too early,
 * never a changelog that is not checked.
 */
const CHANGELOG_NAME = /^(?:change[-_ ]?log|changes|history|news|releases)(?:[-._ ][^/]*)?\.(?:md|markdown)$/i;

const CHANGELOG_GLOBS: readonly string[] = [
  '**/[Cc][Hh][Aa][Nn][Gg][Ee]*[Ll][Oo][Gg]*.{md,markdown}',
  '**/{CHANGES,HISTORY,NEWS,RELEASES}.{md,markdown}',
];

const POLICY_NAMES: readonly string[] = ['release-ledger.jsonc', '.release-ledger.jsonc'];

/** Where release manifests in JSON stand; a policy may say another place, which the server then asks for. */
const MANIFEST_GLOBS: readonly string[] = ['**/release_manifest.json', '**/releases/**/*.json'];
const MANIFEST_NAME = /^(?:release_manifest\.json|RELEASE-MANIFEST-[^/]*\.md)$/;

/** Where people edit; the old side of a comparison, an output or a chat is none of ours. */
const SCHEMES: readonly string[] = ['file', 'untitled', 'vscode-vfs', 'vscode-test-web', 'memfs'];

/** True for the path of a file for which the server is worth starting. */
export function isLedgerFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return CHANGELOG_NAME.test(name) || POLICY_NAMES.includes(name) || MANIFEST_NAME.test(name);
}

/**
 * The documents that the server is told of: all Markdown, because a policy may name any file as a changelog and may change
 * at any time, the policies themselves, and release manifests in JSON.
 *
 * @param folderSchemes the schemes of the workspace's folders, whatever file system they are on
 */
export function toDocumentSelector(folderSchemes: readonly string[]): Filter[] {
  return toSchemes(folderSchemes).flatMap((scheme) => [
    { scheme, language: 'markdown' },
    ...[...POLICY_NAMES.map((name) => `**/${name}`), ...MANIFEST_GLOBS].map((pattern) => ({ scheme, pattern })),
  ]);
}

/** The documents that are changelogs by their names, in any case. */
export function toChangelogSelector(folderSchemes: readonly string[]): Filter[] {
  return toSchemes(folderSchemes).flatMap((scheme) => CHANGELOG_GLOBS.map((pattern) => ({ scheme, pattern })));
}

function toSchemes(folderSchemes: readonly string[]): readonly string[] {
  return [...new Set([...SCHEMES, ...folderSchemes])];
}
