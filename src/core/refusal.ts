/** Why something was not done. An expected outcome, told as a value; compare `code`, never the message. */
export interface Refusal<Code extends string = string> {
  readonly code: Code;
  /** One sentence without a full stop: what happened and where. */
  readonly message: string;
  /** One sentence without a full stop: what to do next; null where there is nothing to do. */
  readonly hint: string | null;
}

/** Makes a refusal; for those who have several to tell apart. */
export function refusal<Code extends string>(code: Code, message: string, hint: string | null = null): Refusal<Code> {
  return { code, message, hint };
}
