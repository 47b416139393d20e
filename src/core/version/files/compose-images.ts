import { baseName, found, none, type VersionFileKind, type VersionPlace } from './version-file.ts';

/**
 * The images of a compose file, with their tags as versions.
 *
 * Which of them are the project's own is for the policy to say (`images`); the key of a place is the image's name.
 */
export const composeImages: VersionFileKind = {
  id: 'compose',
  title: 'compose file',
  detected: false,
  matches: (path) => /^(?:docker-)?compose(?:\.[\w-]+)*\.ya?ml$/.test(baseName(path)),
  async locate(text) {
    const { isMap, isScalar, parseDocument, whyNoYaml } = await import('./yaml.ts');
    const document = parseDocument(text, { strict: false, logLevel: 'silent' });
    const broken = whyNoYaml(document, text);
    if (broken) return broken;
    const services = document.get('services', true);
    if (!isMap(services)) return none('it has no services');
    const places: VersionPlace[] = [];
    for (const { value } of services.items) {
      const image = isMap(value) ? value.get('image', true) : undefined;
      if (!isScalar(image) || typeof image.value !== 'string' || !image.range) continue;
      const place = tagOf(text, image.range[0], image.range[1]);
      if (place) places.push(place);
    }
    return places.length === 0 ? none('none of its services has an image with a tag') : found(...places);
  },
  spelling: 'semver',
};

/** `registry:5000/name:1.2.0@sha256:…` → the tag; a colon before the last slash belongs to the registry's port. */
function tagOf(text: string, start: number, end: number): VersionPlace | null {
  const match = /^(["']?)([^"'@\s]*?):([\w][\w.-]*)(?:@[^"'\s]*)?\1$/.exec(text.slice(start, end));
  if (!match || (match[3] as string).includes('/') || /\/[^/]*:$/.test(`${match[2]}`)) return null;
  const [, quote = '', name = '', tag = ''] = match;
  const at = start + quote.length + name.length + 1;
  return { span: { start: at, end: at + tag.length }, version: tag, key: name };
}
