export function asModule(code: string, file: string): string;
