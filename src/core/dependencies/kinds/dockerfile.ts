import { baseName } from '../../version/files/version-file.ts';
import { type Dependency, type DependencyFileKind, toDependency } from '../dependency-file.ts';
import { readImage } from '../image-reference.ts';
import { linesOf } from '../lines.ts';

const FROM = /^\s*FROM\s+(?:--\w+=\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?\s*$/i;
const ARGUMENT = /^\s*ARG\s+(\w+)=("?)([^"\s]+)\2\s*$/i;

/** The images that a Dockerfile starts from; its own stages and `scratch` are none. */
export const dockerfile: DependencyFileKind = {
  id: 'dockerfile',
  ecosystem: 'image',
  role: 'pins',
  matches: (path) => /^(?:(?:Docker|Container)file(?:\.[\w.-]+)?|[\w.-]+\.[Dd]ockerfile)$/.test(baseName(path)),
  parse(text) {
    const dependencies: Dependency[] = [];
    const stages = new Set<string>(['scratch']);
    const defaults = new Map<string, string>();
    for (const { line, span } of linesOf(text)) {
      const argument = ARGUMENT.exec(line);
      if (argument) defaults.set(argument[1] as string, argument[3] as string);
      const [, written, stage] = FROM.exec(line) ?? [];
      if (written === undefined) continue;
      const name = written.replace(/\$\{?(\w+)\}?/g, (whole, key: string) => defaults.get(key) ?? whole);
      const image = stages.has(name.toLowerCase()) ? null : readImage(name, span);
      if (image) dependencies.push(toDependency(image));
      if (stage !== undefined) stages.add(stage.toLowerCase());
    }
    return { dependencies, problems: [] };
  },
};
