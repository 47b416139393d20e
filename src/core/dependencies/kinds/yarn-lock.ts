import { baseName } from '../../version/files/version-file.ts';
import { type Dependency, type DependencyFileKind, type DependencyProblem, toDependency } from '../dependency-file.ts';
import { linesOf } from '../lines.ts';

const KEY = /^"?((?:@[^@/\s",]+\/)?[^@\s",]+)@(.+?)"?:\s*$/;
const FIELD = /^ {2}"?(version|integrity|checksum)"?:? +"?([^"\s]+)"?\s*$/;

/** `yarn.lock` of Yarn 1 and of Berry; the lines that matter are nearly the same. */
export const yarnLock: DependencyFileKind = {
  id: 'yarn-lock',
  ecosystem: 'npm',
  role: 'lock',
  matches: (path) => baseName(path) === 'yarn.lock',
  parse(text) {
    const dependencies: Dependency[] = [];
    const problems: DependencyProblem[] = [];
    let open: Dependency | null = null;
    let own = false;
    const close = (): void => {
      if (open && !own && open.version !== null) dependencies.push(open);
      open = null;
    };
    for (const { line, span } of linesOf(text)) {
      if (/^(?:\s*#|\s*$)/.test(line)) continue;
      if (!line.startsWith(' ')) {
        close();
        const key = KEY.exec(line);
        own = key?.[2]?.startsWith('workspace:') ?? false;
        if (key) open = toDependency({ name: key[1] as string, version: null, direct: null, span });
        else if (!line.startsWith('__metadata:'))
          problems.push({ message: 'it has a line that Yarn does not write', span });
        continue;
      }
      const [, field, value] = FIELD.exec(line) ?? [];
      if (!open || field === undefined) continue;
      const known: Dependency = open;
      open =
        field === 'version' ? { ...known, version: value ?? null, range: value ?? '' } : { ...known, hashed: true };
    }
    close();
    return { dependencies, problems };
  },
};
