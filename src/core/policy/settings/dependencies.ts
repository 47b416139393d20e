import type { ListSetting } from '../setting.ts';

/** `dependencyFiles`: the files that say what the project depends on. */
export const DEPENDENCY_FILE_SETTINGS: ListSetting = {
  type: 'list',
  description:
    'The manifests, lock files and requirement files whose dependencies are compared: paths or globs (`*`, `**`, `?`), relative to the policy file. Without a list the files that are known by their names are found. A file whose name tells no kind is read as a requirements file.',
  items: { type: 'text', description: 'A path or glob.' },
};
