// Builds dist: as modules of the standard, and as CommonJS for programs that use require.
import {spawnSync} from 'node:child_process';
import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

const path = (name) => fileURLToPath(new URL(name, import.meta.url));

rmSync(path('dist'), {recursive: true, force: true});
for (const [folder, module] of [
  ['esm', 'module'],
  ['cjs', 'commonjs'],
]) {
  const options = module === 'module' ? [] : ['--module', 'commonjs', '--moduleResolution', 'node10'];
  const compiler = path('node_modules/typescript/bin/tsc');
  const run = spawnSync(process.execPath, [compiler, '--project', path('.'), '--outDir', path(`dist/${folder}`), ...options], {
    stdio: 'inherit',
  });
  if (run.status !== 0) {
    process.exit(run.status ?? 1);
  }
  mkdirSync(path(`dist/${folder}`), {recursive: true});
  writeFileSync(path(`dist/${folder}/package.json`), `{"type": "${module}"}\n`);
}
