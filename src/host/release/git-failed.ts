import { type Refusal, refusal } from '../../core/refusal.ts';

/** Git, a signing program or the disk did not do what was needed; whoever applies turns it into what became of the operation. */
export class GitFailed extends Error {
  readonly refusal: Refusal;

  /** @param what one sentence without a full stop; `detail` is what was said by whoever failed. */
  constructor(what: string, detail: string, code = 'git-failed', hint: string | null = null) {
    super(`${what}: ${detail}`);
    this.name = 'GitFailed';
    this.refusal = refusal(code, `${what}: ${detail}`, hint);
  }
}

const ROOM = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const RIGHTS = new Set(['EACCES', 'EPERM', 'EROFS']);

/** What went wrong, in words; what is neither git's nor the disk's failure is a bug and is thrown on. */
export function toFailure(error: unknown): Refusal {
  if (error instanceof GitFailed) return error.refusal;
  const { code, path: file, message } = error as NodeJS.ErrnoException;
  if (code === undefined) throw error;
  const where = file === undefined ? '' : ` (${file})`;
  if (ROOM.has(code)) return refusal('no-room', `No room is left on the disk${where}`, 'Make room');
  if (RIGHTS.has(code)) return refusal('no-permission', `Writing is not permitted${where}`, 'Check the permissions');
  return refusal('disk-failed', `The disk failed: ${message}`, 'Check the disk');
}
