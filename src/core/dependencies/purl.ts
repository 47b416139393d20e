import type { Ecosystem } from './dependency-file.ts';

/** The types of package URLs (“Package URL specification”, known purl types). */
const TYPES: Readonly<Record<Ecosystem, string>> = {
  npm: 'npm',
  python: 'pypi',
  cargo: 'cargo',
  go: 'golang',
  composer: 'composer',
  rubygems: 'gem',
  maven: 'maven',
  nuget: 'nuget',
  image: 'docker',
};

/** The package URL of a dependency: `pkg:npm/%40scope/name@1.0.0`; without version where none is known. */
export function toPackageUrl(ecosystem: Ecosystem, name: string, version: string | null): string {
  const { path, qualifiers } = ecosystem === 'image' ? splitImage(name) : { path: name, qualifiers: '' };
  // Maven's coordinates have a colon where package URLs part name space and name.
  const segments = (ecosystem === 'maven' ? path.replaceAll(':', '/') : path).split('/').map(encode);
  return `pkg:${TYPES[ecosystem]}/${segments.join('/')}${version === null ? '' : `@${encode(version)}`}${qualifiers}`;
}

/** A registry is told apart from a name space by its dot, its port, or by being the machine itself. */
function splitImage(name: string): { readonly path: string; readonly qualifiers: string } {
  const [registry, path] = /^((?:[^/]*[.:][^/]*|localhost)\/)(.+)$/.exec(name)?.slice(1) ?? ['', name];
  const url = (registry as string).slice(0, -1);
  return { path: path as string, qualifiers: url === '' ? '' : `?repository_url=${encode(url)}` };
}

/** Everything but letters, digits and `.-_~` is escaped; a colon may stand. */
function encode(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%3A', ':');
}
