/** Two streams that no terminal shows, and what was written to them. */
export function capture(columns: number | null = null) {
  const written = { stdout: '', stderr: '' };
  const output = (name: 'stdout' | 'stderr') => ({
    columns,
    write: (text: string) => {
      written[name] += text;
    },
  });
  return { written, streams: { stdout: output('stdout'), stderr: output('stderr') } };
}
