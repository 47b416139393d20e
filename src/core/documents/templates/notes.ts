const each = (list: string, heading: string): string => `{#if ${list}}
${heading}

{#each ${list}}
- {text}
{/each}

{/if}`;

/** The release's section as it is written. */
const PLAIN = `{#if title}
**{title}**

{/if}
{#if summary}
{summary}

{/if}
{#each sections}
{#if heading}
### {heading}

{/if}
{body}

{/each}
{#if compare}
Full changelog: {compare}
{/if}`;

/** Summary, what breaks, how to upgrade, what is known to be wrong, who contributed. */
const PACKAGE = `# {#if product}{product} {/if}{tag}

## Summary

{#if summary}
{summary}
{else}
{#each highlights}
- {text}
{/each}
{/if}

## Changes

{#each sections}
{#if heading}
### {heading}

{/if}
{body}

{/each}
## Breaking Changes

{#each breaking}
- {text}
{else}
None
{/each}

## Upgrade Instructions

{#each upgrade}
{number}. {text}
{else}
See: {upgradeGuide}
{/each}

## Known Issues

{#each knownIssues}
- {text}
{else}
None known
{/each}

{#if contributors}
## Contributors

{#each contributors}
- {text}
{/each}
{/if}`;

/** Eleven sections, from Features to Contributors. */
const COMPONENTS = `## {tag} - {date}

${each('features', '### Features')}
${each('enhancements', '### Enhancements')}
${each('fixes', '### Bug Fixes')}
${each('security', '### Security')}
${each('breaking', '### Breaking Changes')}
{#if deprecations}
### Deprecations

{#each deprecations}
- {text}
{/each}
{#each removals}
- {text}
{/each}

{else}
${each('removals', '### Deprecations')}
{/if}
${each('dependencies', '### Dependencies')}
${each('performance', '### Performance')}
${each('documentation', '### Documentation')}
${each('knownIssues', '### Known Issues')}
${each('others', '### Further Changes')}
{#if contributorNames}
### Contributors

Thank you to all contributors: {contributorNames}
{else}
${each('contributors', '### Contributors')}
{/if}`;

/** For those who use a product: what is new, mended and better, how to upgrade, and where help is. */
const PRODUCT = `# Release {tag}

${each('breaking', '## ⚠️ Breaking Changes')}
${each('features', '## 🎉 New Features')}
${each('fixes', '## 🐛 Bug Fixes')}
${each('security', '## 🔒 Security')}
${each('enhancements', '## 🔧 Improvements')}
${each('performance', '## ⚡ Performance')}
${each('deprecations', '## ⏳ Deprecations')}
${each('removals', '## 🗑️ Removals')}
${each('documentation', '## 📚 Documentation')}
## 🚀 Upgrade Instructions

{#each upgrade}
{number}. {text}
{else}
1. Back up your data
2. Update the dependencies
3. Run the migrations
4. Deploy {tag}
{/each}

${each('knownIssues', '## 🩹 Known Issues')}
${each('others', '## 📦 Further Changes')}
## 📞 Support

- Documentation: {docs}
- Issues: {issues}
- Support: {contact}`;

/** What the message of a tag says. */
const HIGHLIGHTS = `Release {tag}{#if title} - {title}{/if}

Highlights:
{#each highlights}
- {line}
{else}
- No changes are recorded
{/each}

See CHANGELOG.md for full details.`;

export const NOTES_TEMPLATES: readonly (readonly [name: string, text: string])[] = [
  ['plain', PLAIN],
  ['package', PACKAGE],
  ['components', COMPONENTS],
  ['product', PRODUCT],
  ['tag-highlights', HIGHLIGHTS],
];
