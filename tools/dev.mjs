/** For whoever writes the program: compiles at every save and starts the service again when it or a template changed. */
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const run = (args) => spawn(process.execPath, args, { cwd: root, stdio: 'inherit' });

const compiler = run([
  join(root, 'node_modules/typescript/bin/tsc'),
  '-p',
  'tsconfig.build.json',
  '--watch',
  '--preserveWatchOutput',
]);
let service = run(['dist/src/main.js']);
let isStopping = false;
let pending = null;

function restart() {
  pending = null;
  if (service.exitCode !== null || service.signalCode !== null) service = run(['dist/src/main.js']);
  else {
    service.once('exit', () => {
      if (!isStopping) service = run(['dist/src/main.js']);
    });
    service.kill('SIGTERM');
  }
}

/** Many files are written at one save: one start is enough. */
function changed() {
  clearTimeout(pending);
  pending = setTimeout(restart, 300);
}

const watchers = ['dist', 'views'].map((folder) => watch(join(root, folder), { recursive: true }, changed));

for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => {
    isStopping = true;
    clearTimeout(pending);
    for (const watcher of watchers) watcher.close();
    service.kill('SIGTERM');
    compiler.kill('SIGTERM');
  });
