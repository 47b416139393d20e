import { whyUnsafePath } from '../manifest/safe-path.ts';
import { toVisible } from '../text/visible.ts';
import { isRefName } from '../version/ref-name.ts';

/** Why a text is no object id; null for the full lower-case digits of either object format. */
export function whyNoObjectId(id: string): string | null {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(id) && !/^0+$/.test(id)
    ? null
    : `“${toVisible(id)}” is no full object id`;
}

/**
 * Why a ref may not be made, moved or deleted; null for a branch or tag by its full name.
 *
 * Git accepts names that nobody can see or that look like options (`refs/tags/-d`); tags of that kind are refused wherever they
 * come from, and branches may have letters of any script.
 */
export function whyNoRef(ref: string): string | null {
  const [, kind, name = ''] = /^refs\/(heads|tags)\/([\s\S]*)$/.exec(ref) ?? [];
  if (kind === undefined) return `“${toVisible(ref)}” is neither a branch nor a tag by its full name`;
  const fits = kind === 'tags' ? isRefName(name) : isBranchName(name);
  return fits ? null : `“${toVisible(ref)}” is no name that a ${kind === 'tags' ? 'tag' : 'branch'} may have`;
}

/** As `isRefName`, with letters and digits of every script. */
function isBranchName(name: string): boolean {
  return toVisible(name) === name && isRefName(name.replace(/[^\0-\x7f]/gu, '0').replace(/[#,&=!%$'"();<>{}|]/g, '0'));
}

/** Why a path may not be written; null for one in the work tree that means the same file on every system. */
export function whyNoTreePath(path: string): string | null {
  const reason = whyUnsafePath(path);
  if (reason !== null) return `“${toVisible(path)}” ${reason}`;
  const isGits = path.split('/').some((part) => /^(?:\.git|git~\d)$/i.test(part.replace(/[\u200b-\u200f\ufeff]/g, '')));
  return isGits ? `“${toVisible(path)}” lies in .git, where git alone writes` : null;
}

/** Messages of commits and tags are written by people; what is larger is something else. Characters. */
const MESSAGE_LIMIT = 1024 * 1024;

/** Why a text cannot be the message of a commit or tag; null where it can. */
export function whyNoMessage(message: string): string | null {
  if (message.trim() === '') return 'the message is empty';
  if (message.includes('\0')) return 'the message holds a NUL';
  return message.length > MESSAGE_LIMIT ? 'the message is longer than a million characters' : null;
}
