const area = (heading: string, list: string): string => `### ${heading}

{#each ${list}}
- {text}
{else}
- None
{/each}`;

const BREAKING = `## Breaking Changes in {tag}

${area('API Changes', 'breakingApi')}

${area('Database Changes', 'breakingDatabase')}

${area('Configuration Changes', 'breakingConfiguration')}

${area('Behavior Changes', 'breakingBehavior')}

### Migration Required

{#if migrations}
Yes:

{#each migrations}
- {text}
{/each}
{else}
- No
{/if}`;

const MIGRATION = `## Migration: {migration}

### Purpose

{purpose}

### Changes

{changes}

### Prerequisites

{prerequisites}

### Rollback

{rollback}

### Verification

{verificationSteps}

### Risk Level

{risk}`;

const HOTFIX = `# Hotfix of {product} {version}

## When this is for

- A security hole, damaged data, a complete outage, or a breach of compliance
- Nothing that could wait: no features, nothing cosmetic

## Steps

1. Branch from the release: {tag}
2. Make the smallest change that mends it, with a test that fails without it
3. Review: {approver}
4. Set the version to {next}, and record the fix in the changelog
5. Merge, tag as {next}, and push branch and tag together
6. Deploy {next}, and check: {healthCheck}
7. Tell those who are affected
8. Merge the fix back to where development goes on`;

const ROLLBACK = `# Rollback of {product} {tag}

To {previousTag}. Because of: {reason}

Estimated time: {#if migrations}15 to 30 minutes, data included{else}5 to 15 minutes{/if}

## Steps

1. Stop writes: {stopWrites}
2. Stop what runs: {stop}
3. Put {previousTag} in place: {deploy}
4. Check that the changelog there has {previous} as its newest release
{#if migrations}
5. Restore the data, whose form has changed:
{#each migrations}
   - {text}
{/each}
   - From: {backup}
{else}
5. Leave the data as it is: its form has not changed
{/if}
6. Start, and check: {healthCheck}
7. Allow writes again

## Afterwards

- Open an incident record
- Tell stakeholders
- Keep the evidence: logs and metrics
- Schedule the postmortem
- Block {version} from being released again until the fix is verified`;

const INCIDENT = `# Incident {incident}

**Release:** {tag}
**Severity:** {severity}
**Started:** {startedAt}
**Restored:** {restoredAt}
**Recorded:** {today}

## What happened

{reason}

## What was done

{action}

## Root cause

{rootCause}

## What follows

- Fixed in: {fixVersion}
- Expected: {fixDate}`;

export const PAGE_TEMPLATES: readonly (readonly [name: string, text: string])[] = [
  ['breaking-changes', BREAKING],
  ['migration', MIGRATION],
  ['hotfix-runbook', HOTFIX],
  ['rollback-runbook', ROLLBACK],
  ['incident', INCIDENT],
];
