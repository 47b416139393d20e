/** Null where what was asked of a file failed because there is none; any other failure says nothing of it. @throws that */
export function unlessMissing<Result>(asked: Promise<Result>): Promise<Result | null> {
  return asked.catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
}
