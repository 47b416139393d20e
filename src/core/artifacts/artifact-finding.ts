/** Something that a release does not leave behind as the policy says. */
export interface ArtifactFinding {
  readonly file: string;
  /** From 1; null for the file as a whole. */
  readonly line: number | null;
  /** A sentence without a full stop. */
  readonly message: string;
}
