/** What only people know: templates ask for it, and nothing of the records has it. Each with what it is. */
export const ASKED_VALUES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    action: 'what was done to restore the service',
    advisory: 'the address of the security advisory',
    affected: 'the versions that are affected',
    approver: 'who reviews an urgent fix',
    backup: 'the backup that the data is restored from',
    changes: 'what a migration changes',
    channel: 'where the team reports what it sees',
    contact: 'where readers get help',
    customer: 'whom the message is for',
    deploy: 'the command that deploys a version',
    docs: 'the address of the documentation',
    fixDate: 'when the fix is expected',
    fixVersion: 'the version that has the fix',
    healthCheck: 'how to see that the service is well',
    incident: 'the number of the incident',
    issues: 'the address of the issue tracker',
    manager: 'the release manager',
    migration: 'the file of a migration',
    prerequisites: 'what a migration needs to be done before',
    purpose: 'what a migration is for',
    reason: 'what went wrong',
    restoredAt: 'when the service was restored',
    risk: 'the risk of a migration: `HIGH - reason`',
    rollback: 'how to take a migration back',
    rootCause: 'why it went wrong',
    runbook: 'the address of the runbook',
    securityFixes: 'what a security release mends',
    severity: 'the severity of an incident',
    startedAt: 'when an incident started',
    stop: 'the command that stops the application',
    stopWrites: 'the command that stops writes',
    team: 'who signs the message',
    upgradeGuide: 'the address of the upgrade guide',
    verificationSteps: 'how to see that a migration worked',
    watchHours: 'for how long to watch a deployment, in hours',
    workaround: 'what helps until the update',
  }),
);

/** Placeholders that are not known yet: who writes a document says what they stand for. */
export function askedValues(): Readonly<Record<string, null>> {
  return Object.fromEntries([...ASKED_VALUES.keys()].map((name) => [name, null]));
}
