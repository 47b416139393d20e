/** Tells in one look-up whether a code unit is one of some ASCII characters. */
export type Initials = (code: number) => boolean;

/** For rules that look at the first character of every entry: a set of numbers would cost several times as much. */
export function toInitials(characters: string): Initials {
  const known = new Uint8Array(128);
  for (let i = 0; i < characters.length; i++) known[characters.charCodeAt(i)] = 1;
  return (code) => code < 128 && known[code] === 1;
}
