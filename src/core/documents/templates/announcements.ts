const HIGHLIGHTS = `{#each highlights}
- {text}
{else}
- No changes are recorded
{/each}`;

const INTERNAL = `Subject: {product} {tag} Released

Team,

{product} {tag} is now available.

**Highlights:**

${HIGHLIGHTS}

**Breaking Changes:**{#unless breaking} None{/unless}

{#each breaking}
- {text}
{/each}

**Upgrade:**

See the upgrade guide: {upgradeGuide}

**Documentation:**

- Release notes: {releasePage}
- Changelog: {changelogPage}

Please report what you find as an issue.

Thanks,
{team}`;

const DEPLOYMENT = `Subject: [RELEASE] {product} {tag}{#if title} - {title}{/if}

Team,

{product} {tag} has been deployed to production.

**Highlights:**

${HIGHLIGHTS}

**Action Required:**

{#each migrations}
- {text}
{/each}
- Watch the dashboards for the next {watchHours} hours
- Report anything unusual to {channel}

**Documentation:**

- Changelog: {changelogPage}
- Runbook: {runbook}

Thanks,
{manager}`;

const EXTERNAL = `Subject: {product} {version} is out

{product} {version} is available{#if date} since {date}{/if}.

{#if summary}
{summary}

{/if}
**What is new:**

${HIGHLIGHTS}

{#if breaking}
**Before you upgrade:**

{#each breaking}
- {text}
{/each}

{/if}
Release notes: {releasePage}`;

const CUSTOMER = `Subject: {product} Update - {#if title}{title}{else}Version {version}{/if}

Dear {customer},

We have deployed an update of {product} with these improvements:

**New Features:**

${HIGHLIGHTS}

{#if breaking}
**Action Required:**

{#each breaking}
- {text}
{/each}
{else}
**No Action Required:**

This update is backward compatible. Your integrations continue to work.
{/if}

**Questions?**

Contact {contact}

Best regards,
{team}`;

const DEPENDENTS = `Subject: {product} {tag} Available

{product} {tag} is available to the projects that depend on it.

**Key Changes:**

${HIGHLIGHTS}

**Breaking Changes:**{#unless breaking} None{/unless}

{#each breaking}
- {text}
{/each}

{#if deprecations}
**Deprecations:**

{#each deprecations}
- {text}
{/each}

{/if}
**Upgrade Instructions:**

See: {upgradeGuide}

**Contact:**

For questions, contact: {contact}`;

const SECURITY = `Subject: SECURITY: {product} {version}

{product} {version} mends security problems. Update as soon as you can.

**What is mended:**

{#each security}
- {text}
{else}
- {securityFixes}
{/each}

**Affected versions:** {affected}

**What to do:**

- Update to {version}
- Until then: {workaround}

**Advisory:** {advisory}

**Contact:** {contact}`;

const ROLLBACK = `Subject: URGENT: {product} {tag} Rollback

Team,

We are rolling back {tag} because of this: {reason}

**Action Required:**

- Do NOT upgrade to {tag}
- If you have upgraded already, roll back to {previousTag}
- Rollback instructions: {runbook}

**Next Steps:**

- The problem will be mended in {fixVersion}
- Expected release: {fixDate}

We apologise for the trouble.

{team}`;

export const ANNOUNCEMENT_TEMPLATES: readonly (readonly [name: string, text: string])[] = [
  ['internal', INTERNAL],
  ['deployment', DEPLOYMENT],
  ['external', EXTERNAL],
  ['customer', CUSTOMER],
  ['dependents', DEPENDENTS],
  ['security', SECURITY],
  ['rollback', ROLLBACK],
];
