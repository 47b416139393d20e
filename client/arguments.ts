/** A command's argument is whatever a key binding, a code lens or another extension passes: these read it without trusting it. */

export function readString(argument: unknown, name: string): string | undefined {
  const value = read(argument, name);
  return typeof value === 'string' ? value : undefined;
}

export function readBoolean(argument: unknown, name: string): boolean | undefined {
  const value = read(argument, name);
  return typeof value === 'boolean' ? value : undefined;
}

export function readRecord(argument: unknown, name: string): object | undefined {
  const value = read(argument, name);
  return typeof value === 'object' && value !== null ? value : undefined;
}

function read(argument: unknown, name: string): unknown {
  if (typeof argument !== 'object' || argument === null || !Object.hasOwn(argument, name)) return undefined;
  return (argument as Readonly<Record<string, unknown>>)[name];
}
