import type { DocsRule } from '../docs-rule.ts';
import approvalOutOfRole from './approval-out-of-role.ts';
import approvalWithoutName from './approval-without-name.ts';
import brokenAnchor from './broken-anchor.ts';
import brokenLink from './broken-link.ts';
import checklistOfOtherVersion from './checklist-of-other-version.ts';
import contactPlaceholder from './contact-placeholder.ts';
import duplicateItem from './duplicate-item.ts';
import migrationOutOfOrder from './migration-out-of-order.ts';
import missingApproval from './missing-approval.ts';
import missingBreakingPart from './missing-breaking-part.ts';
import missingDocument from './missing-document.ts';
import missingField from './missing-field.ts';
import missingItem from './missing-item.ts';
import missingMigrationPart from './missing-migration-part.ts';
import oddCheckbox from './odd-checkbox.ts';
import otherSystemVersion from './other-system-version.ts';
import parkedWithoutPlan from './parked-without-plan.ts';
import reviewOverdue from './review-overdue.ts';
import skippedWithoutReason from './skipped-without-reason.ts';
import staleVersion from './stale-version.ts';
import tickedAgainstCheck from './ticked-against-check.ts';
import todo from './todo.ts';
import unclearRiskLevel from './unclear-risk-level.ts';
import unfilledChecklist from './unfilled-checklist.ts';
import unknownItem from './unknown-item.ts';
import unreadableDate from './unreadable-date.ts';

/** Every rule about documentation and checklists, in the order of their ids. */
export const DOCS_RULES: readonly DocsRule[] = [
  approvalOutOfRole,
  approvalWithoutName,
  brokenAnchor,
  brokenLink,
  checklistOfOtherVersion,
  contactPlaceholder,
  duplicateItem,
  migrationOutOfOrder,
  missingApproval,
  missingBreakingPart,
  missingDocument,
  missingField,
  missingItem,
  missingMigrationPart,
  oddCheckbox,
  otherSystemVersion,
  parkedWithoutPlan,
  reviewOverdue,
  skippedWithoutReason,
  staleVersion,
  tickedAgainstCheck,
  todo,
  unclearRiskLevel,
  unfilledChecklist,
  unknownItem,
  unreadableDate,
];
