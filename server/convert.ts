import { type Diagnostic, DiagnosticSeverity, type Range } from 'vscode-languageserver';
import type { Position, Severity, Source, Span } from '../src/core/index.ts';
import type { Finding } from './diagnostics.ts';
import type { Positions } from './position-encoding.ts';
import { toVisible } from './visible.ts';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** Turns what core and the features say in offsets into what LSP says in positions, and back. */
export class Converter {
  readonly #positions: Positions;

  constructor(positions: Positions) {
    this.#positions = positions;
  }

  toOffset(source: Source, position: Position): number {
    return this.#positions.toOffset(source, position);
  }

  toRange(source: Source, span: Span): Range {
    return { start: this.#positions.toPosition(source, span.start), end: this.#positions.toPosition(source, span.end) };
  }

  toDiagnostic(source: Source, finding: Finding): Diagnostic {
    return {
      range: this.toRange(source, finding.span),
      severity: SEVERITIES[finding.severity],
      code: finding.code,
      source: 'release-ledger',
      message: toVisible(finding.message),
    };
  }
}
