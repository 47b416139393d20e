import type { Edit } from '../../text/edit.ts';
import { applyEdits } from '../../text/edit.ts';
import type { Span } from '../../text/source.ts';
import { type Host, hostByName } from './host.ts';

/** A ref in a URL, as written there (percent-encoded); the span counts from the URL's start. */
export interface UrlRef extends Span {
  readonly text: string;
}

/**
 * A URL that shows a comparison of two refs, or one tag.
 *
 * A comparison may be malformed: refs are empty where the URL leaves them out, and `separator` is what stands between them.
 */
export type ReleaseLink = CompareLink | TagLink;

export interface CompareLink {
  readonly kind: 'compare';
  readonly host: Host;
  /** Without a slash at its end: `https://github.com/owner/name`. */
  readonly repository: string;
  readonly base: UrlRef;
  readonly head: UrlRef;
  /** `...`, `..`, `%0D`, `&targetVersion=GT`; empty where the URL names one ref only. */
  readonly separator: Span & { readonly text: string };
}

export interface TagLink {
  readonly kind: 'tag';
  readonly host: Host;
  readonly repository: string;
  readonly tag: UrlRef;
}

/** Reads the URLs that GitHub, GitLab, Bitbucket, Azure DevOps, Gitea and their kin have for comparisons and tags. */
export function parseReleaseLink(url: string): ReleaseLink | null {
  if (!url.includes('://')) return null;
  return parsePathCompare(url) ?? parseQueryCompare(url) ?? parseTag(url);
}

const COMPARE = '/compare/';

function parsePathCompare(url: string): CompareLink | null {
  const at = url.indexOf(COMPARE);
  if (at < 0) return null;
  const start = at + COMPARE.length;
  const end = endOfPath(url, start);
  if (url.startsWith('commits?', start)) return null;
  if (url.endsWith('/branches', at)) return reversed(splitRefs(url, start, end), url.slice(0, at - '/branches'.length));
  const isGitLab = url.endsWith('/-', at);
  const repository = url.slice(0, isGitLab ? at - 2 : at);
  const host = isGitLab ? 'gitlab' : hostByName(repository);
  const { base, head, separator } = splitRefs(url, start, end);
  if (host !== 'github') return { kind: 'compare', host, repository, base, head, separator };
  return { kind: 'compare', host, repository, base: withoutOwner(url, base), head: withoutOwner(url, head), separator };
}

/** GitHub compares across forks, `owner:v1.0.0`; no ref may hold a colon (git-check-ref-format). */
function withoutOwner(url: string, { start, end, text }: UrlRef): UrlRef {
  const colon = text.lastIndexOf(':');
  return colon < 0 ? { start, end, text } : refAt(url, start + colon + 1, end);
}

type Refs = Pick<CompareLink, 'base' | 'head' | 'separator'>;

/** No ref may hold two dots in a row (git-check-ref-format), so the first such run parts them. */
function splitRefs(url: string, start: number, end: number): Refs {
  const path = url.slice(start, end);
  const match = /\.{2,}|%0[Dd]/.exec(path);
  const at = start + (match ? match.index : path.length);
  const behind = at + (match ? match[0].length : 0);
  return {
    base: refAt(url, start, at),
    separator: { start: at, end: behind, text: match?.[0] ?? '' },
    head: refAt(url, behind, end),
  };
}

/** Bitbucket writes the newer ref first. */
function reversed({ base, head, separator }: Refs, repository: string): CompareLink {
  return { kind: 'compare', host: 'bitbucket', repository, base: head, head: base, separator };
}

const QUERY_COMPARE = [
  { host: 'azure', path: '/branchCompare', base: 'baseVersion', head: 'targetVersion', kind: /^G[TBC]/ },
  {
    host: 'bitbucket-server',
    path: '/compare/commits',
    base: 'targetBranch',
    head: 'sourceBranch',
    kind: /^refs(?:%2F|\/)(?:tags|heads)(?:%2F|\/)/i,
  },
] as const;

function parseQueryCompare(url: string): CompareLink | null {
  for (const { host, path, base: baseName, head: headName, kind } of QUERY_COMPARE) {
    const at = url.indexOf(`${path}?`);
    if (at < 0) continue;
    const base = queryRef(url, at + path.length, baseName, kind);
    const head = queryRef(url, at + path.length, headName, kind);
    if (!base || !head) continue;
    const [start, end] = base.end < head.start ? [base.end, head.start] : [head.end, base.start];
    const separator = { start, end, text: url.slice(start, end) };
    return { kind: 'compare', host, repository: url.slice(0, at), base, head, separator };
  }
  return null;
}

/** The ref that a parameter of the query names, without what says whether it is a tag, a branch or a commit. */
function queryRef(url: string, query: number, name: string, kind: RegExp): UrlRef | null {
  const fragment = url.indexOf('#', query);
  const end = fragment < 0 ? url.length : fragment;
  for (let at = query + 1; at < end; at = nextParameter(url, at, end)) {
    if (!url.startsWith(`${name}=`, at)) continue;
    const value = at + name.length + 1;
    const close = nextParameter(url, at, end) - 1;
    const known = kind.exec(url.slice(value, Math.min(close, value + 20)));
    return refAt(url, value + (known?.[0].length ?? 0), close);
  }
  return null;
}

function nextParameter(url: string, at: number, end: number): number {
  const next = url.indexOf('&', at);
  return (next < 0 || next > end ? end : next) + 1;
}

/** The longer ones first: `/-/releases/` holds `/releases/`. */
const TAG_PATHS: readonly (readonly [string, Host | null])[] = [
  ['/-/releases/', 'gitlab'],
  ['/-/tags/', 'gitlab'],
  ['/-/tree/', 'gitlab'],
  ['/-/commits/', 'gitlab'],
  ['/releases/tag/', null],
  ['/src/tag/', 'gitea'],
  ['/commits/tag/', null],
  ['/tree/', null],
  ['/tags/', null],
  ['/src/', null],
  ['/commits/', null],
];
const TAG_QUERY = [
  { host: 'azure', name: 'version', kind: /^GT/, page: '' },
  { host: 'bitbucket-server', name: 'at', kind: /^refs(?:%2F|\/)tags(?:%2F|\/)/i, page: '/browse' },
] as const;

function parseTag(url: string): TagLink | null {
  for (const [path, known] of TAG_PATHS) {
    const at = url.indexOf(path);
    if (at < 0) continue;
    const repository = url.slice(0, at);
    const start = at + path.length;
    return {
      kind: 'tag',
      host: known ?? hostByName(repository),
      repository,
      tag: refAt(url, start, endOfPath(url, start)),
    };
  }
  const query = url.indexOf('?');
  if (query < 0) return null;
  for (const { host, name, kind, page } of TAG_QUERY) {
    const whole = queryRef(url, query, name, /^/);
    const tag = whole && kind.test(whole.text) ? queryRef(url, query, name, kind) : null;
    if (!tag || !url.endsWith(page, query)) continue;
    return { kind: 'tag', host, repository: url.slice(0, query - page.length), tag };
  }
  return null;
}

function refAt(url: string, start: number, end: number): UrlRef {
  return { start, end, text: url.slice(start, end) };
}

function endOfPath(url: string, start: number): number {
  let end = start;
  while (end < url.length && url[end] !== '?' && url[end] !== '#') end++;
  while (end > start && url[end - 1] === '/') end--;
  return end;
}

/** The URL of the same shape for other refs; everything else in it stays as it is. */
export function withRefs(
  url: string,
  link: ReleaseLink,
  refs: { readonly base?: string; readonly head: string },
): string {
  const edits: Edit[] =
    link.kind === 'tag'
      ? [{ start: link.tag.start, end: link.tag.end, text: refs.head }]
      : [
          { start: link.base.start, end: link.base.end, text: refs.base ?? link.base.text },
          { start: link.head.start, end: link.head.end, text: refs.head },
        ];
  return applyEdits(url, edits);
}
