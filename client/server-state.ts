/** `idle`: nothing has needed the server so far. `stopped`: it was needed, and is not there. */
export type ServerState = 'idle' | 'starting' | 'running' | 'stopped';
