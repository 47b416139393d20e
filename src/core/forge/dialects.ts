import type { ForgeDialect, ForgeKind } from './forge.ts';
import { GITEA } from './gitea.ts';
import { GITHUB } from './github.ts';
import { GITLAB } from './gitlab.ts';

export const DIALECTS: Readonly<Record<ForgeKind, ForgeDialect>> = { github: GITHUB, gitlab: GITLAB, gitea: GITEA };
