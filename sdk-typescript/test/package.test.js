import assert from 'node:assert/strict';
import {execFileSync, spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {fileURLToPath} from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const npm = ['--offline', '--no-audit', '--no-fund', '--loglevel=error'];
let folder;

// As users get it: packed, and installed from the packet.
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'vox-sdk-'));
  const packed = JSON.parse(execFileSync('npm', ['pack', '--json', '--pack-destination', folder, ...npm], {cwd: root}));
  writeFileSync(join(folder, 'package.json'), '{"private": true}');
  execFileSync('npm', ['install', join(folder, packed[0].filename), ...npm], {cwd: folder});
});

after(() => rmSync(folder, {recursive: true, force: true}));

const use = "const vox = new Vox({url: 'http://127.0.0.1'}); console.log(typeof vox.jobs.getJob, VERSION);";

function run(file, text) {
  writeFileSync(join(folder, file), text);
  return execFileSync(process.execPath, [join(folder, file)], {encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe']}).trim();
}

test('it is imported', () => {
  assert.match(run('use.mjs', `import {Vox, VERSION} from '@vox/sdk';\n${use}`), /^function \d/);
});

test('it is required', () => {
  assert.match(run('use.cjs', `const {Vox, VERSION} = require('@vox/sdk');\n${use}`), /^function \d/);
});

const typed = `
import {all, type Job, NotFoundError, type ProblemCode, ProblemError, Vox} from '@vox/sdk';

export async function failed(): Promise<Job[]> {
  const vox = Vox.fromEnvironment({retries: 1});
  const jobs: Job[] = [];
  try {
    for await (const job of all((cursor) => vox.jobs.listJobs({status: 'FAILED', cursor}))) {
      const message: string | undefined = job.fault?.message;
      const ended: Date | null = job.finishedAt;
      if (message && ended) {
        jobs.push(job);
      }
    }
    for await (const event of vox.followJob('job_01kaj3qd6v0m5r8y2b4n7c9e1f')) {
      const value: number | null | undefined = event.turn?.valueMs;
      console.log(value);
    }
  } catch (error) {
    const known: ProblemCode = 'job_not_found';
    if (error instanceof NotFoundError && error.code === known) {
      return [];
    }
    if (error instanceof ProblemError) {
      const code: string = error.code;
      console.log(code, error.traceId);
    }
    throw error;
  }
  // @ts-expect-error there is no such state
  await vox.jobs.listJobs({status: 'LOST'});
  return jobs;
}
`;

for (const file of ['use.mts', 'use.cts']) {
  test(`its types are understood in ${file}`, () => {
    writeFileSync(join(folder, file), typed);
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    const options = ['--noEmit', '--strict', '--lib', 'es2022,dom,dom.asynciterable', '--module', 'nodenext'];
    const run = spawnSync(process.execPath, [compiler, ...options, join(folder, file)], {encoding: 'utf8'});
    assert.equal(run.status, 0, run.stdout);
  });
}
