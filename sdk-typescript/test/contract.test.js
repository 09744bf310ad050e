import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {Vox, VERSION} from '@vox/sdk';

const contract = readFileSync(new URL('../../openapi.yaml', import.meta.url), 'utf8');
const vox = new Vox({url: 'http://127.0.0.1'});

test('there is a property for every tag of the contract', () => {
  const tags = contract.slice(contract.indexOf('\ntags:'), contract.indexOf('\nsecurity:'));
  for (const [, tag] of tags.matchAll(/- name: (\w+)/g)) {
    const property = tag[0].toLowerCase() + tag.slice(1);
    assert.equal(vox[property]?.constructor.name, `${tag}Api`, property);
  }
});

test('what is written by hand is in the contract', () => {
  for (const path of ['/jobs/{jobId}/events/stream', '/artifacts/{artifactId}/content', '/auth/refresh']) {
    assert.ok(contract.includes(`\n  ${path}:\n`), path);
  }
});

test('every operation that takes an idempotency key is given one', () => {
  const operations = contract.split('operationId: ').slice(1);
  const keyed = operations.filter((text) => text.includes('parameters/IdempotencyKey')).map((text) => /\w+/.exec(text)[0]);
  assert.ok(keyed.length > 5);
  assert.deepEqual(keyed.filter((name) => !name.startsWith('create')), []);
});

test('the version is that of the package', () => {
  const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  assert.equal(VERSION, manifest.version);
  assert.equal(manifest.dependencies, undefined);
});
