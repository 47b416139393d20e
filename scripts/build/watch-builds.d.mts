import type { BuildOptions, Message } from 'esbuild';

export function watchBuilds(
  builds: readonly BuildOptions[],
  listener: { readonly say: (line: string) => void; readonly complain: (message: Message) => void },
): Promise<() => Promise<void>>;
