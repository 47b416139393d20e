import type { Clock } from '../core/ports.ts';

/** The machine's clock. Dates are UTC everywhere, so that two people on two continents get the same answer. */
export const systemClock: Clock = { today: () => new Date().toISOString().slice(0, 10) };
