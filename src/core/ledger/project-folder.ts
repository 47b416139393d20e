/** A changelog in one of these folders tells of what lies beside the folder. */
const DOCUMENTATION = /^(?:docs?|documentation|\.github)$/i;

/**
 * The folder above one of documentation, for which a changelog in it may stand; null for any other folder.
 *
 * @param folder relative, with `/`
 */
export function aboveDocumentation(folder: string): string | null {
  const at = folder.lastIndexOf('/');
  return DOCUMENTATION.test(folder.slice(at + 1)) ? folder.slice(0, Math.max(0, at)) : null;
}

/**
 * The folder of the project that a changelog tells of: its own, or the one above where it lies with the documentation.
 * Documentation that says a version of its own is a project itself.
 *
 * @returns with `/`, empty for the root of the repository
 */
export function projectFolder({
  path,
  versionFiles,
}: {
  readonly path: string;
  readonly versionFiles: readonly { readonly path: string }[];
}): string {
  const folder = folderOf(path);
  const above = aboveDocumentation(folder);
  if (above === null) return folder;
  const name = `/${folder.slice(folder.lastIndexOf('/') + 1)}`;
  const isOwn = versionFiles.length > 0 && versionFiles.every((each) => folderOf(`/${each.path}`).endsWith(name));
  return isOwn ? folder : above;
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
