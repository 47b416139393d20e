/** Resolves a relative path against the file that names it; null where it leaves the root. */
export function resolvePath(from: string, relative: string): string | null {
  if (/^(?:[/\\~]|[A-Za-z]:)/.test(relative)) return null;
  const parts = from.split('/').slice(0, -1);
  for (const part of relative.split(/[/\\]/)) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join('/');
}
