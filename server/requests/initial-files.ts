import { join } from 'node:path';
import {
  BUILT_IN_PROFILES,
  DEFAULT_POLICY,
  type InitialFile,
  initialFiles,
  mergeSettings,
  POLICY_FILE_NAMES,
  type Policy,
} from '../../src/core/index.ts';
import { findChangelogs } from '../../src/host/find-changelogs.ts';
import type { AnswerDto, NewFileDto } from '../../src/protocol/dto.ts';
import type { ServerHost } from '../host.ts';
import type { Session } from '../session.ts';
import { toDocumentKey } from '../uris.ts';
import { toFolderUri, uriWithin, type WorkspaceFolder } from '../workspace.ts';
import { refuse } from './answers.ts';

/** The files that a folder would start with. A changelog or policy that stands there under any of its names counts as existing. */
export async function listInitialFiles(
  session: Session,
  folderUri: string,
  profileName: string | undefined,
): Promise<AnswerDto<readonly NewFileDto[]>> {
  const key = toDocumentKey(toFolderUri(folderUri));
  const folder = session.workspace.folders.find(({ uri }) => toDocumentKey(uri) === key);
  if (!folder) return refuse('outside-workspace', `${folderUri} is no folder of the workspace`);
  const [defaultName] = BUILT_IN_PROFILES.keys();
  const profile = BUILT_IN_PROFILES.get(profileName ?? (defaultName as string));
  if (!profile) {
    const known = [...BUILT_IN_PROFILES.keys()].join(', ');
    return refuse('unknown-profile', `There is no profile “${profileName}”`, `Choose one of ${known}`);
  }
  const { files, policy } = await session.policies.get(folder);
  const standing = files.length > 0 ? policy : (mergeSettings(DEFAULT_POLICY, profile.settings) as Policy);
  const value: NewFileDto[] = [];
  for (const file of initialFiles(standing, profile.name)) {
    const existing = await findExisting(session.host, folder, file, standing);
    const path = existing ?? file.path;
    value.push({ uri: uriWithin(folder, path), path, text: file.text, exists: existing !== null });
  }
  return { value };
}

/** The path of what stands in the file's place; null where nothing does, or where the folder is on no disk and only the client can tell. */
async function findExisting(
  host: ServerHost,
  folder: WorkspaceFolder,
  file: InitialFile,
  policy: Policy,
): Promise<string | null> {
  if (folder.path === null) return null;
  if (file.kind === 'changelog') {
    const [found] = (await findChangelogs(host.files, folder.path, policy.changelog.files)).paths;
    if (found !== undefined) return found;
  }
  const names = file.kind === 'policy' ? POLICY_FILE_NAMES : [file.path];
  for (const name of names) if (await host.isTaken(join(folder.path, name))) return name;
  return null;
}
