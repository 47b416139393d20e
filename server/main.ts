import { runServer } from './run-server.ts';

runServer(process.argv.slice(2));
