import { bundle } from './bundle.ts';

/** The server as it is shipped, built afresh into a temporary folder, with the workers that it starts beside it. */
export interface BuiltServer {
  readonly file: string;
  readonly remove: () => void;
}

export async function buildServer(): Promise<BuiltServer> {
  const bundles = await bundle({
    server: 'server/main.ts',
    'markdownlint-worker': 'src/host/markdownlint-worker.ts',
    'hash-worker': 'src/host/hash-worker.ts',
  });
  return { file: bundles.pathOf('server'), remove: bundles.remove };
}
