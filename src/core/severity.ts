export type Severity = 'error' | 'warning' | 'info' | 'hint';

export type SeveritySetting = Severity | 'off';
