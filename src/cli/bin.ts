#!/usr/bin/env node
import { run } from './main.ts';
import { createNodeHost } from './node-host.ts';

const host = createNodeHost(new URL('./markdownlint-worker.mjs', import.meta.url));
// Not process.exit: what is still on its way into a pipe would be lost.
const code = await run(process.argv.slice(2), host);
process.exitCode ??= code;
