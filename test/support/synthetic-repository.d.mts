export interface Shape {
  readonly folder: string;
  readonly files: number;
  readonly commits: number;
  readonly tagEvery: number;
  readonly bytes?: number;
  readonly changelog?: string;
}

export function synthesizeRepository(shape: Shape): Promise<readonly string[]>;
