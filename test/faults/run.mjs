// Bundles the sweep, which is TypeScript, and runs it from the project's folder.
import path from 'node:path';
import { runTypeScript } from '../support/run-typescript.mjs';

process.exitCode = await runTypeScript(path.join(import.meta.dirname, 'main.ts'));
