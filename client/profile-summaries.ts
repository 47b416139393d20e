import { l10n } from 'vscode';
import type { ProfileDto } from '../src/protocol/dto.ts';

/** Whom a profile is for, in the editor's language. Only literals can be collected for translation, so that they stand here again. */
export function summarizeProfile({ name, description }: ProfileDto): string {
  switch (name) {
    case 'keep-a-changelog':
      return l10n.t('Keep a Changelog 2.0.0 as it is written; nothing is asked beyond it.');
    case 'keep-a-changelog-1':
      return l10n.t(
        'Keep a Changelog 1.1.0: without the guidance on breaking changes, identifiers and deprecations of 2.0.0.',
      );
    case 'audit-trail':
      return l10n.t(
        'Releases for audits: a title and an objective for each, breaking changes and verification always stated, manifests in Markdown, annotated tags.',
      );
    case 'python-package':
      return l10n.t(
        'A Python package: the six categories in their order, pyproject.toml and the module agree, patch releases only mend, tags list the highlights.',
      );
    case 'container-platform':
      return l10n.t(
        'Images and Helm charts: eleven sections from Features to Contributors, headings as in “## v1.2.0 - 2026-01-31”, CVEs after the text.',
      );
    case 'web-platform':
      return l10n.t(
        'A web application: package.json, setup.py and compose files agree, pre-releases as in 1.0.0-rc.1, notes on upgrading beside the changes.',
      );
    case 'regulated-saas':
      return l10n.t(
        'A service under regulation: migration notes, CVEs in brackets, pre-releases as in 1.0.0-rc1, manifests in JSON with approvals by type.',
      );
    default:
      return description;
  }
}
