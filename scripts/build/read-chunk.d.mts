import type { Metafile } from 'esbuild';

export interface Import {
  readonly from: string;
  readonly names: readonly { readonly name: string; readonly local: string }[];
}

export interface Chunk {
  readonly source: string | undefined;
  readonly bare: boolean;
  readonly exports: readonly string[];
  readonly imports: readonly Import[];
  readonly mark: string;
  readonly body: string;
}

export type Output = Pick<Metafile['outputs'][string], 'entryPoint' | 'exports' | 'inputs'>;

export function readChunk(code: string, output: Output): Chunk;
export function writeImport(each: Import): string;
