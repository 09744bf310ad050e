// Plants a mistake for every rule into a copy of the contract and asks whether each rule speaks up.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {fileURLToPath} from 'node:url';

// What is right once in the contract, and what is wrong. Each in another place, since all are planted at once.
const mistakes = {
  'operation-id-verb-noun': ['operationId: getSetup', 'operationId: setup'],
  'operation-operationId-unique': ['operationId: listRuns', 'operationId: listJobs'],
  'operation-one-tag': ['      tags:\n        - Me\n', '      tags:\n        - Me\n        - Auth\n'],
  'operation-summary': ['summary: List regions', 'summary: List regions.'],
  'operation-security': ['      security:\n        - userToken: []\n', ''],
  'operation-problems': ["        default:\n          $ref: '#/components/responses/Problem'\n", ''],
  'operation-problem-codes': ['Problems: `run_not_found`.', 'Problems: `run_lost`.'],
  'operation-creates': ["        - $ref: '#/components/parameters/IdempotencyKey'\n", ''],
  'operation-streams': ['      x-streaming: true\n', ''],
  'operation-pages': ["        - $ref: '#/components/parameters/Cursor'\n", ''],
  'path-names': ['  /eval-agent-tokens:\n', '  /evalAgentTokens:\n'],
  'parameter-names': ['- name: createdFrom', '- name: created_from'],
  'parameter-descriptions': ['          description: Only those made before this time.\n', ''],
  'schema-names': ['    ProjectPatch:\n', '    projectPatch:\n'],
  'schema-descriptions': ['      description: A project to make.\n', ''],
  'schema-examples': ['      example:\n        name: Shop\n', ''],
  'property-names': ['        workflowLimit:\n', '        workflow_limit:\n'],
  'property-descriptions': ['          description: How many workflows are in it.\n', ''],
  'enum-values': ['        - CONVO_AI\n', '        - convo_ai\n'],
  'schema-bounds': ['          maxItems: 5000\n', ''],
  'oas3-valid-schema-example': ['outcome: ANSWERED', 'outcome: WELL'],
};

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
let folder;
let codes;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'vox-lint-'));
  let contract = readFileSync(path('../../openapi.yaml'), 'utf8');
  for (const [rule, [right, wrong]] of Object.entries(mistakes)) {
    assert.ok(contract.includes(right), `nothing to plant for ${rule}: ${right}`);
    contract = contract.replace(right, () => wrong);
  }
  const planted = join(folder, 'openapi.yaml');
  const findings = join(folder, 'findings.json');
  writeFileSync(planted, contract);
  const options = ['lint', '--quiet', '--format=json', `--output=${findings}`, `--ruleset=${path('../.spectral.yaml')}`];
  const run = spawnSync(path('../node_modules/.bin/spectral'), [...options, planted], {encoding: 'utf8'});
  assert.equal(run.status, 1, run.stderr.slice(0, 2000));
  codes = new Set(JSON.parse(readFileSync(findings, 'utf8')).map((finding) => finding.code));
});

after(() => rmSync(folder, {recursive: true, force: true}));

for (const rule of Object.keys(mistakes)) {
  test(`a mistake is found by ${rule}`, () => assert.ok(codes.has(rule)));
}
