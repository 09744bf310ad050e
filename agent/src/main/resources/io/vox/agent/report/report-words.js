// Every text below may come from a foreign page or file, so nodes are only ever built from text, never from markup.
const result = JSON.parse(document.getElementById('result').textContent);
const conversations = list(result.conversations);
const metrics = list(result.metrics);

// ---- words ------------------------------------------------------------------------------------------------------

const METRICS = {
  responseLatency: ['Response latency', 'Caller’s last voiced sample to the agent’s first'],
  interruptLatency: ['Barge-in latency', 'Caller’s first voiced sample to the agent’s last, when interrupted'],
  recoveryLatency: ['Recovery latency', 'End of a barge-in to the agent’s next speech'],
  toolResponseLatency: ['Response latency with a tool call', 'Turns in which the agent calls a tool'],
  firstContentLatency: ['First-content latency', 'Caller’s last voiced sample to the first word that answers'],
  turnSuccessRate: ['Turn success', 'Answered, yielded or rightly ignored, of all opportunities'],
  responseRate: ['Response rate', 'Turns answered, of those that asked for an answer'],
  interruptRate: ['Interrupt rate', 'Barge-ins to which the agent yielded'],
  falseInterruptRate: ['False interruptions', 'Turns in which the agent spoke before the caller had ended'],
  selectivity: ['Selectivity', 'Backchannels that rightly did not stop the agent'],
  networkResilience: ['Network resilience', 'Turn success and latency kept on an impaired network, 0 to 100'],
  naturalness: ['Naturalness', 'Mean opinion score of the agent’s speech, 1 to 5'],
  noiseReduction: ['Noise handling', 'Recall, false stops and timeliness in noise against quiet, 0 to 100'],
  noiseReductionBehavioral: ['Noise handling, behaviour only', 'False stops and timeliness in noise, 0 to 100'],
  talkRatio: ['Talk ratio', 'Share of the speech that is the agent’s'],
  wordErrorRate: ['Word error rate', 'Of the agent’s transcribed speech'],
  entityRecall: ['Entity recall', 'Asked-for facts that the agent said'],
  checksPassed: ['Checks passed', 'Listen steps whose expectation held'],
};
const REASONS = {
  not_scripted: 'no step of the scenario asks for it',
  no_judge: 'no speech-quality model or judge is configured',
  no_model: 'no speech-quality model is configured',
  no_transcriber: 'no transcriber is configured',
  too_few_profiles: 'fewer than two network profiles ran',
  too_few_conversations: 'fewer than three conversations',
  too_few_turns: 'too few turns',
  too_few_judgements: 'too few votes of the judge panel',
  no_eligible_turns: 'no turn was eligible',
  no_opportunities: 'no opportunity arose in these conversations',
  all_missing: 'no turn gave a value',
  no_values: 'no turn gave a value',
  no_clean_reference: 'no clean conversation to compare with',
  clean_success_too_low: 'turn success on the clean network is below one half',
  harness_fault: 'the run was voided by a fault on our side',
  agent_fault: 'the agent failed',
  target_unavailable: 'the target was not available',
  no_answer: 'no speech before the next turn or within 10 s',
  premature: 'the agent spoke before the caller had ended',
  not_yielded: 'the agent did not stop within 2 s',
  recording_ended: 'the recording ended before it could be judged',
  stimulus_not_found: 'the caller’s sound was not found in the recording',
  agent_silent: 'the agent was not speaking',
  already_stopped: 'the agent had stopped by itself',
  too_early: 'the agent had only just begun to speak',
  already_speaking: 'the agent was speaking from the start',
};
const FLAGS = {
  hop_changed: 'the caller’s audio path took longer or shorter than usual',
  online_differs: 'live and recorded figure differ by more than 5 ms',
  hole: 'sound is missing within the turn',
  noisy: 'noisy channel, onsets are less exact',
  notify_late: 'a live event came late',
  stimulus_not_found: 'the caller’s sound was not found in the recording',
  ambiguous_end: 'the agent may have ended by itself',
  resumed: 'the agent spoke on before the caller had ended',
  agent_backchannel: 'the agent uttered a backchannel',
  recovery_unobserved: 'the recording ended before the agent spoke again',
  provisional: 'provisional',
  too_few_turns: 'few turns',
  tool: 'tool call',
  overloaded: 'the host was overloaded',
};
// These say what the agent did; every other flag puts the number in doubt and is marked wherever the number stands.
const REMARKS = ['resumed', 'agent_backchannel', 'recovery_unobserved'];
const KINDS = { RESPONSE: 'Response', INTERRUPT: 'Barge-in', BACKCHANNEL: 'Backchannel', GREETING: 'Greeting' };
const OUTCOMES = {
  ANSWERED: ['answered', 'good'],
  YIELDED: ['yielded', 'good'],
  IGNORED: ['rightly ignored', 'good'],
  MISSED: ['missed', 'bad'],
  PREMATURE: ['premature', 'bad'],
  NOT_YIELDED: ['did not yield', 'bad'],
  STOPPED: ['wrongly stopped', 'bad'],
  VOID: ['void', 'neutral'],
};
const FAULTS = {
  agent_fault: 'The agent failed',
  harness_fault: 'Fault on our side, the run is void',
  target_unavailable: 'The target was not available',
  usage: 'The run could not begin',
  canceled: 'The run was canceled',
};
const EXITS = {
  0: ['Passed', 'good'],
  1: ['Regression or failed check', 'bad'],
  2: ['Usage or configuration error', 'bad'],
  3: ['Inconclusive', 'warn'],
  4: ['Target unavailable', 'warn'],
  5: ['Void: harness fault', 'warn'],
  6: ['Timed out', 'bad'],
  7: ['Server or network error', 'bad'],
  130: ['Canceled', 'neutral'],
};
const HEADLINES = ['responseLatency', 'interruptLatency', 'turnSuccessRate'];

function list(value) {
  return Array.isArray(value) ? value.filter((item) => item !== null && item !== undefined) : [];
}
function own(table, key) {
  return Object.prototype.hasOwnProperty.call(table, key) ? table[key] : undefined;
}
function isNumber(value) {
  return typeof value === 'number' && Number.isFinite(value);
}
function spaced(code) {
  return String(code).replace(/([a-z0-9])([A-Z])/g, (_, left, right) => left + ' ' + right.toLowerCase()).replace(/_/g, ' ');
}
function sentenceCase(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
const reasonWords = (code) => own(REASONS, code) ?? spaced(code);
const flagWords = (code) => own(FLAGS, code) ?? spaced(code).toLowerCase();
const inDoubt = (turn) => list(turn.flags).some((flag) => !REMARKS.includes(flag));
const turnNumber = (turn, position) => (isNumber(turn.index) ? turn.index : position + 1);
const turnName = (turn) => (turn.label && turn.label !== kindWords(turn).toLowerCase() ? turn.label : null);
const metricWords = (key) => own(METRICS, key) ?? [sentenceCase(spaced(key)), ''];
const kindWords = (turn) => own(KINDS, turn.kind) ?? sentenceCase(spaced(turn.kind ?? 'turn').toLowerCase());
const outcomeWords = (turn) => own(OUTCOMES, turn.outcome) ?? [spaced(turn.outcome ?? 'unknown').toLowerCase(), 'neutral'];

function plain(value, digits, atLeast) {
  return value.toLocaleString('en-US', { maximumFractionDigits: digits, minimumFractionDigits: atLeast ?? 0 });
}
function milliseconds(value) {
  return plain(value, Number.isInteger(value) ? 0 : 1) + ' ms';
}
/** Returns [number, unit] as shown. */
function measured(value, unit, aligned) {
  if (unit === 'ms') return [plain(value, Math.abs(value) < 100 ? 1 : 0), 'ms'];
  if (['rate', 'ratio', 'fraction', '1'].includes(unit)) return [plain(value * 100, 1, aligned ? 1 : 0), '%'];
  if (unit === 'percent' || unit === '%') return [plain(value, 1), '%'];
  if (unit === 'score' || unit === 'points' || unit === 'mos') return [plain(value, 2), ''];
  return [plain(value, 2), unit ? String(unit) : ''];
}
function statText(stat, unit) {
  if (stat.censored) return unit === 'ms' ? '≥ ' + plain(stat.value / 1000, 1) + ' s' : '≥ ' + measured(stat.value, unit).join(' ');
  return measured(stat.value, unit).join(' ').trim();
}
function rangeText(stat, unit) {
  if (!isNumber(stat.ciLow) || !isNumber(stat.ciHigh)) return null;
  const [low] = measured(stat.ciLow, unit, true);
  const [high, shownUnit] = measured(stat.ciHigh, unit, true);
  return (low + ' to ' + high + ' ' + shownUnit).trim();
}
function count(n, singular) {
  return plain(n, 0) + ' ' + singular + (n === 1 ? '' : 's');
}
function timecode(seconds, digits) {
  const scale = 10 ** digits;
  const total = Math.round(Math.max(0, seconds) * scale) / scale;
  const minutes = Math.floor(total / 60);
  return minutes + ':' + (total - minutes * 60).toFixed(digits).padStart(digits ? 3 + digits : 2, '0');
}
function instant(text) {
  const date = new Date(text);
  if (typeof text !== 'string' || Number.isNaN(date.getTime())) return String(text ?? '');
  return date.toISOString().slice(0, 16).replace('T', ' ') + ' UTC';
}

// ---- nodes ------------------------------------------------------------------------------------------------------

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? '' : String(value));
  }
  node.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}
function el(name, attributes, ...children) {
  return fill(document.createElement(name), attributes, children);
}
function svg(name, attributes, ...children) {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);
}
/** Keeps right-to-left overrides in foreign text from turning the words around it. */
function foreign(text) {
  return el('bdi', {}, String(text));
}
function icon(path) {
  return svg('svg', { viewBox: '0 0 16 16', 'aria-hidden': 'true' }, svg('path', { d: path }));
}
const PLAY = 'M4 2.2v11.6L13.6 8z';
const PAUSE = 'M3.5 2.5h3.2v11H3.5zm5.8 0h3.2v11H9.3z';
const PREVIOUS = 'M3 2.5h1.9v11H3zM13 2.5v11L5.6 8z';
const NEXT = 'M11.1 2.5H13v11h-1.9zM3 2.5 10.4 8 3 13.5z';

function notice(tone, strong, ...rest) {
  return el('p', { class: 'notice notice-' + tone, role: 'note' }, el('strong', {}, strong), ...rest);
}
function faultNotice(fault) {
  const words = own(FAULTS, fault.kind) ?? sentenceCase(spaced(fault.kind ?? 'fault'));
  return notice('bad', words + '. ', fault.message ? foreign(fault.message) : null, fault.code ? [' ', el('code', {}, foreign(fault.code))] : null);
}
function facts(pairs) {
  return el('dl', { class: 'facts' }, pairs.filter(([, value]) => value !== null && value !== undefined && value !== '')
    .map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value instanceof Node ? value : foreign(value)))));
}
function stackedTable(className, captionText, columns, rows) {
  const head = el('tr', { role: 'row' }, columns.map((column) =>
    el('th', { scope: 'col', role: 'columnheader', class: column.number ? 'number' : null }, column.name)));
  return el('table', { class: className + ' stack', role: 'table' },
    el('caption', { class: 'hidden-text' }, captionText),
    el('thead', { role: 'rowgroup' }, head),
    el('tbody', { role: 'rowgroup' }, rows));
}
function cell(column, content) {
  const empty = content === null || content === undefined || content === '' || (Array.isArray(content) && content.length === 0);
  const classes = [column.number && 'number', column.lead && 'lead', empty && 'empty'].filter(Boolean).join(' ');
  return el('td', { role: 'cell', class: [classes, column.key && 'is-' + column.key].filter(Boolean).join(' ') || null, 'data-name': column.name }, empty ? null : content);
}
