export const GIT_TASKS: readonly string[];
export const WITH_UNUSED_MEMBERS: RegExp;
export function withoutUnusedMembers(code: string, file: string): string;
