import { join } from 'node:path';
import { checkArtifacts } from '../../core/artifacts/check-artifacts.ts';
import { toVisibleLine } from '../../core/text/visible.ts';
import { gatherArtifacts } from '../../host/gather-artifacts.ts';
import { requireNamedPolicy } from '../named-policy.ts';
import { printDone, styled } from '../printer.ts';
import { count } from '../report/report.ts';
import { begin, EXIT, printNote, printRefusal, type Session, styledName, toDisplayPath } from '../session.ts';

/** `artifacts VERSION`: whether what a release leaves behind is there, under the names of its version. */
export async function artifacts(session: Session, [written = '']: readonly string[]): Promise<number> {
  const begun = await begin(session, ['text', 'json']);
  const named = begun && (await requireNamedPolicy(session, begun, written, false));
  if (!named) return EXIT.usage;
  const { root, format } = begun;
  const { policy, version } = named;
  const { files, images, pinned, hashed, workflows } = policy.artifacts;
  const asked = files.length + images.length + pinned.length + hashed.length + workflows.length;
  if (asked === 0) {
    printRefusal(session, {
      message: 'the policy does not say what a release leaves behind',
      hint: 'Name it there: "artifacts": { "files": ["dist/acme-{version}.tar.gz"] }',
    });
    return EXIT.usage;
  }
  const gathered = await gatherArtifacts(session.host.files, root, policy);
  const found = await checkArtifacts(policy, version.raw, gathered);
  const findings = found.map((each) => ({
    ...each,
    file: toDisplayPath(session.root, join(root, ...each.file.split('/'))),
  }));
  const { notChecked } = gathered;
  if (format === 'json') session.out.json({ version: version.raw, findings, notChecked });
  else {
    for (const { file, line, message } of findings)
      session.out.line(styledName(line === null ? file : `${file}:${line}`), `  ${toVisibleLine(message)}`);
    if (findings.length > 0) session.out.line(styled(count(findings.length, 'problem'), 'bold'));
  }
  for (const each of notChecked) printNote(session, `not checked: ${toVisibleLine(each)}`);
  if (findings.length > 0) return EXIT.findings;
  printDone(session.err, `${version.raw} leaves behind what the policy asks for`);
  return EXIT.done;
}
