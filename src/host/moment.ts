/**
 * Now in UTC, to the second, RFC 3339; or the moment that `SOURCE_DATE_EPOCH` names in seconds, as builds that are repeated set
 * it (reproducible-builds.org, “SOURCE_DATE_EPOCH”).
 */
export function toMoment(
  { SOURCE_DATE_EPOCH }: Readonly<Record<string, string | undefined>>,
  now = Date.now(),
): string {
  const isSet = SOURCE_DATE_EPOCH !== undefined && /^\d{1,11}$/.test(SOURCE_DATE_EPOCH);
  return new Date(isSet ? Number(SOURCE_DATE_EPOCH) * 1000 : now).toISOString().replace(/\.\d+Z$/, 'Z');
}
