/** What a release is called at its forge, by the policy’s template. Of one without a title nothing is left that would introduce it. */
export function toReleaseName(
  template: string,
  values: Readonly<Record<'product' | 'version' | 'tag', string>> & { readonly title: string | null },
): string {
  const whole = values.title ? template : template.replace(/\s*[-–—:]*\s*\{title\}/, '');
  const filled = whole.replace(
    /\{(product|version|tag|title)\}/g,
    (_, name: keyof typeof values) => values[name] ?? '',
  );
  return filled.trim() || values.tag;
}
