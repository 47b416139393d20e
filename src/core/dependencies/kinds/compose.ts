import { baseName } from '../../version/files/version-file.ts';
import { entriesOf, nodeAt } from '../data-node.ts';
import type { DependencyFileKind } from '../dependency-file.ts';
import { readImage } from '../image-reference.ts';
import { readYaml } from '../read-yaml.ts';

/** The images of a compose file's services; those that are built here are the project's own. */
export const compose: DependencyFileKind = {
  id: 'compose',
  ecosystem: 'image',
  role: 'pins',
  matches: (path) => /^(?:docker-)?compose(?:\.[\w-]+)*\.ya?ml$/.test(baseName(path)),
  async parse(text) {
    const { root, problems } = await readYaml(text);
    const dependencies = [...entriesOf(nodeAt(root, 'services'))].flatMap(([, service]) => {
      const { text: image, span } = nodeAt(service, 'image');
      return image === null || service.map?.has('build') ? [] : (readImage(image, span) ?? []);
    });
    return { dependencies, problems };
  },
};
