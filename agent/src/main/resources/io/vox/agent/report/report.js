// ---- header and figures -----------------------------------------------------------------------------------------

function drawSummary() {
  const [words, tone] = own(EXITS, result.exitCode) ?? ['Exit code ' + result.exitCode, 'neutral'];
  const target = result.target ?? {};
  const total = conversations.reduce((sum, conversation) => sum + (isNumber(conversation.durationMs) ? conversation.durationMs : 0), 0);
  const parts = [target.url, instant(result.startedAt), count(conversations.length, 'conversation') + (total > 0 ? ', ' + timecode(total / 1000, 0) + ' min' : ''), (result.host ?? {}).browser];
  document.getElementById('summary').append(
    el('div', { class: 'title-line' }, el('h1', {}, foreign(target.name || target.url || 'Run')), el('span', { class: 'status tone-' + tone }, words)),
    el('p', { class: 'subtitle' }, parts.filter(Boolean).map((part) => el('span', {}, foreign(part)))));
}

function firstStat(metric) {
  const stats = metric.stats ?? {};
  for (const name of ['median', 'rate', 'score']) if (own(stats, name) && isNumber(stats[name].value)) return [name, stats[name]];
  return null;
}
function figure(metric) {
  const [name] = metricWords(metric.key);
  const main = firstStat(metric);
  if (main === null) {
    return el('div', { class: 'figure' }, el('dt', {}, name), el('dd', {},
      el('span', { class: 'value absent' }, 'Not measured'),
      el('span', { class: 'detail' }, metric.reason ? sentenceCase(reasonWords(metric.reason)) : 'No reason given')));
  }
  const [statName, stat] = main;
  const [number, unit] = stat.censored ? [statText(stat, metric.unit), ''] : measured(stat.value, metric.unit);
  const range = rangeText(stat, metric.unit);
  const p95 = (metric.stats ?? {}).p95;
  return el('div', { class: 'figure' }, el('dt', {}, name, statName === 'median' ? ', median' : ''), el('dd', {},
    el('span', { class: 'value' }, number, unit ? el('span', { class: 'unit' }, unit) : null),
    el('span', { class: 'detail' }, range ? '95 % interval ' + range : 'No interval (n = ' + plain(metric.n ?? 0, 0) + ')'),
    p95 && isNumber(p95.value) ? el('span', { class: 'detail' }, 'P95 ' + statText(p95, metric.unit)) : null));
}

function drawOverview() {
  const section = document.getElementById('overview');
  if (result.fault) section.append(faultNotice(result.fault));
  if (result.calibration && result.calibration.passed === false) {
    section.append(notice('bad', 'This host failed its self-test. ', 'The figures below may be off by more than 20 ms.'));
  }
  const verdicts = list(result.verdicts);
  if (verdicts.length > 0) section.append(el('ul', { class: 'verdicts' }, verdicts.map((text) => el('li', {}, foreign(text)))));
  const main = HEADLINES.map((key) => metrics.find((metric) => metric.key === key)).filter(Boolean);
  const others = metrics.filter((metric) => !main.includes(metric) && firstStat(metric));
  const shown = [...main, ...others].slice(0, 4);
  if (shown.length > 0) section.append(el('dl', { class: 'figures' }, shown.map(figure)));
  drawStrip(section);
}

// ---- every turn on one axis -------------------------------------------------------------------------------------

function drawStrip(section) {
  const rows = ['RESPONSE', 'INTERRUPT'].map((kind) => ({
    kind,
    turns: conversations.flatMap((conversation, at) => list(conversation.turns)
      .filter((turn) => turn.kind === kind && (isNumber(turn.valueMs) || turn.outcome === 'MISSED' || turn.outcome === 'NOT_YIELDED'))
      .map((turn) => ({ turn, at }))),
    metric: metrics.find((metric) => metric.key === (kind === 'RESPONSE' ? 'responseLatency' : 'interruptLatency')),
  })).filter((row) => row.turns.some(({ turn }) => isNumber(turn.valueMs)));
  if (rows.length === 0) return;
  const holder = el('div');
  section.append(el('figure', { class: 'strip' },
    el('figcaption', {}, el('strong', {}, 'Every turn, one dot'), el('span', {}, 'Band: 95 % interval of the median. Hollow: flagged. Cross: no answer or no stop.')), holder));
  let drawnWidth = 0;
  const draw = () => {
    const width = Math.round(holder.clientWidth);
    if (width === 0 || width === drawnWidth) return;
    drawnWidth = width;
    holder.replaceChildren(stripChart(rows, width));
  };
  new ResizeObserver(draw).observe(holder);
  draw();
}
function stripChart(rows, width) {
  const narrow = width < 600;
  const left = narrow ? 4 : 100;
  const right = rows.some((row) => row.turns.some(({ turn }) => !isNumber(turn.valueMs))) ? 64 : 18;
  const values = rows.flatMap((row) => row.turns.map(({ turn }) => turn.valueMs).filter(isNumber));
  const step = niceStep(Math.max(...values, 100) / (narrow ? 4 : 8), [50, 100, 200, 250, 500, 1000, 2000, 2500]);
  const limit = Math.ceil(Math.max(...values, 100) * 1.02 / step) * step;
  const x = (value) => left + (width - left - right) * value / limit;
  const chart = svg('svg', { role: 'img', 'aria-label': 'Latency of each turn; the same values stand in the table of turns.' });
  let y = 10;
  for (const row of rows) {
    const radius = row.turns.length > 150 ? 3 : 4.5;
    const levels = [];
    const placed = row.turns.filter(({ turn }) => isNumber(turn.valueMs)).sort((a, b) => a.turn.valueMs - b.turn.valueMs).map((entry) => {
      const at = x(entry.turn.valueMs);
      let level = 0;
      while (levels[level] !== undefined && at - levels[level] < radius * 2.1 && level < 12) level += 1;
      levels[level] = at;
      return { ...entry, x: at, level };
    });
    const missing = row.turns.filter(({ turn }) => !isNumber(turn.valueMs));
    const deepest = Math.max(1, levels.length, Math.min(6, missing.length));
    const height = Math.max(32, deepest * radius * 2.1 + 14);
    const top = y + (narrow ? 20 : 14);
    const bottom = top + height - 6;
    const median = row.metric && (row.metric.stats ?? {}).median;
    if (median && isNumber(median.ciLow) && isNumber(median.ciHigh)) {
      chart.append(svg('rect', { class: 'interval', x: x(Math.min(limit, median.ciLow)), width: Math.max(1, x(Math.min(limit, median.ciHigh)) - x(Math.min(limit, median.ciLow))), y: top, height: bottom - top }));
    }
    chart.append(svg('line', { class: 'grid', x1: left, x2: width - right, y1: bottom, y2: bottom }));
    chart.append(svg('text', { class: 'row-name', x: 0, y: narrow ? top - 5 : bottom - 6 }, row.kind === 'RESPONSE' ? 'Responses' : 'Barge-ins'));
    if (median && isNumber(median.value) && median.value <= limit) {
      const at = x(median.value);
      chart.append(svg('line', { class: 'median', x1: at, x2: at, y1: top, y2: bottom }));
      chart.append(svg('text', { class: 'median-name', x: narrow ? width : at > width - 170 ? at - 6 : at + 6, y: top - 4, 'text-anchor': narrow || at > width - 170 ? 'end' : 'start' }, 'median ' + statText(median, 'ms')));
    }
    for (const dot of placed) {
      const { turn } = dot;
      chart.append(svg('circle', {
        class: 'dot' + (row.kind === 'INTERRUPT' ? ' interrupt' : '') + (inDoubt(turn) ? ' flagged' : ''),
        cx: dot.x, cy: bottom - radius - 3 - dot.level * radius * 2.1, r: radius,
        onclick: () => reveal(dot.at, turn),
      }, svg('title', {}, [turn.label, milliseconds(turn.valueMs)].filter(Boolean).join(': '))));
    }
    missing.slice(0, 6).forEach(({ turn, at }, index) => {
      const cx = width - 14;
      const cy = bottom - 8 - index * 10;
      chart.append(svg('path', { class: 'cross', d: `M${cx - 4} ${cy - 4}l8 8m0-8l-8 8`, onclick: () => reveal(at, turn) }, svg('title', {}, outcomeWords(turn)[0])));
    });
    y = bottom + 12;
  }
  for (let value = 0; value <= limit; value += step) {
    chart.append(svg('text', { x: x(value), y: y + 6, 'text-anchor': value === 0 ? 'start' : 'middle' }, plain(value, 0) + (value === 0 ? ' ms' : '')));
  }
  if (right > 20) chart.append(svg('text', { x: width, y: y + 6, 'text-anchor': 'end' }, 'none'));
  chart.setAttribute('viewBox', `0 0 ${width} ${y + 12}`);
  chart.setAttribute('height', y + 12);
  return chart;
}
function niceStep(wanted, steps) {
  return steps.find((step) => step >= wanted) ?? steps[steps.length - 1];
}
function reveal(at, turn) {
  if (at !== current.at) openConversation(at);
  current.scope.select(list(conversations[at].turns).indexOf(turn));
  document.getElementById('conversations').scrollIntoView({ behavior: calm() ? 'auto' : 'smooth', block: 'start' });
}
function calm() {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}

// ---- one conversation -------------------------------------------------------------------------------------------

const current = { at: -1, scope: null };
const section = document.getElementById('conversations');
const body = el('div');
let picks = [];

function conditionWords(conversation) {
  const condition = conversation.condition ?? {};
  const noise = condition.noiseType ? spaced(condition.noiseType) + (isNumber(condition.snrDb) ? ' ' + condition.snrDb + ' dB' : '') : null;
  return [condition.network && condition.network !== 'clean' ? spaced(condition.network) + ' network' : condition.network, noise].filter(Boolean).join(', ');
}
function answeredWords(turns) {
  const counted = turns.filter((turn) => turn.kind !== 'GREETING' && turn.outcome !== 'VOID');
  const good = counted.filter((turn) => outcomeWords(turn)[1] === 'good').length;
  return good + ' of ' + count(counted.length, 'turn') + ' good';
}
function pick(conversation, at) {
  const turns = list(conversation.turns);
  const longest = Math.max(1, ...turns.map((turn) => (isNumber(turn.valueMs) ? turn.valueMs : 0)));
  const marks = turns.filter((turn) => turn.kind === 'RESPONSE' || turn.kind === 'INTERRUPT').map((turn) => {
    const mark = el('span', { class: 'mark' + (turn.kind === 'INTERRUPT' ? ' interrupt' : '') + (outcomeWords(turn)[1] === 'bad' ? ' bad' : '') });
    mark.style.height = (isNumber(turn.valueMs) ? Math.max(9, turn.valueMs / longest * 100) : 100) + '%';
    return mark;
  });
  const line = conversation.fault ? el('span', { class: 'tone-bad' }, own(FAULTS, conversation.fault.kind) ?? 'Fault') : el('span', {}, answeredWords(turns));
  return el('button', { type: 'button', class: 'conversation-pick', onclick: () => openConversation(at) },
    el('span', { class: 'line' }, el('span', { class: 'name' }, foreign(conversation.id ?? at + 1), ' ', foreign(conversation.scenario ?? '')),
      el('span', { class: 'soft' }, isNumber(conversation.durationMs) ? timecode(conversation.durationMs / 1000, 0) : '')),
    el('span', { class: 'line' }, line, el('span', {}, foreign(conditionWords(conversation)))),
    el('span', { class: 'marks', 'aria-hidden': 'true' }, marks));
}
function drawConversations() {
  const several = conversations.length > 1;
  section.append(el('div', { class: 'section-head' },
    el('h2', { id: 'conversations-title' }, several ? 'Conversations' : 'Conversation'),
    conversations.length === 0 ? el('p', {}, 'No conversation took place.') : null));
  if (several) {
    picks = conversations.map(pick);
    section.append(el('div', { class: 'conversation-list', role: 'group', 'aria-label': 'Conversations' }, picks));
  }
  section.append(body);
  if (conversations.length > 0) openConversation(0);
}

function openConversation(at) {
  if (current.scope) current.scope.detach();
  const conversation = conversations[at];
  const turns = list(conversation.turns);
  const recording = loadRecording(at);
  const scope = new Scope(conversation, recording, turns);
  current.at = at;
  current.scope = scope;
  picks.forEach((button, index) => button.setAttribute('aria-current', String(index === at)));
  const rows = turnRows(turns, scope);
  scope.onSelect = (index) => rows.forEach((row, position) => {
    row.classList.toggle('selected', position === index);
    row.firstChild.firstChild.setAttribute('aria-pressed', String(position === index));
  });
  const columns = turnColumns(turns);
  body.replaceChildren(
    conversation.fault && !(conversations.length === 1 && result.fault) ? faultNotice(conversation.fault) : '',
    list(conversation.flags).length ? notice('plain', 'Flagged: ', list(conversation.flags).map(flagWords).join('; '), '.') : '',
    list(conversation.verdicts).length && (conversations.length > 1 || list(result.verdicts).length === 0)
      ? el('ul', { class: 'notice' }, list(conversation.verdicts).map((text) => el('li', {}, foreign(text)))) : '',
    scope.node,
    el('div', { class: 'card-gap' }, turns.length ? stackedTable('turns', 'Turns', columns, rows) : el('p', { class: 'soft' }, 'No turn was measured.')),
    conversationDetails(conversation, recording));
  scope.attach();
}

function turnColumns(turns) {
  const has = (name) => turns.some((turn) => isNumber(turn[name]));
  return [
    { key: 'number', name: '#', lead: true }, { key: 'turn', name: 'Turn' }, { key: 'at', name: 'At', number: true }, { key: 'outcome', name: 'Outcome' },
    { key: 'latency', name: 'Latency' },
    has('onlineMs') && { key: 'online', name: 'Heard live', number: true },
    has('recoveryMs') && { key: 'recovery', name: 'Recovery', number: true },
    has('truthMs') && { key: 'truth', name: 'Ground truth', number: true },
    has('truthMs') && { key: 'error', name: 'Error', number: true },
    has('programmedMs') && { key: 'programmed', name: 'Programmed', number: true },
    { key: 'notes', name: 'Notes' },
  ].filter(Boolean);
}
function turnRows(turns, scope) {
  const columns = turnColumns(turns);
  const longest = Math.max(1, ...turns.map((turn) => (isNumber(turn.valueMs) ? turn.valueMs : 0)));
  return turns.map((turn, index) => {
    const [words, tone] = outcomeWords(turn);
    const start = scope.spans[index].from;
    const optional = (value, words_ = milliseconds) => (isNumber(value) ? words_(value) : null);
    const notes = [...list(turn.flags).map((flag) => el('span', { class: REMARKS.includes(flag) ? null : 'flag' }, foreign(flagWords(flag)))),
      ...list(turn.tags).map((tag) => el('span', {}, foreign(flagWords(tag)))),
      turn.missingReason ? el('span', {}, foreign(reasonWords(turn.missingReason))) : null].filter(Boolean);
    const content = {
      number: el('button', { type: 'button', class: 'turn-number', 'aria-pressed': 'false', 'aria-label': 'Play turn ' + turnNumber(turn, index), onclick: (event) => { event.stopPropagation(); scope.select(index, true); } },
        String(turnNumber(turn, index)), scope.recording.url ? icon(PLAY) : null),
      turn: [kindWords(turn), ' ', turnName(turn) ? el('span', { class: 'label-text' }, foreign(turnName(turn))) : null],
      at: timecode(start, 1),
      outcome: el('span', { class: tone === 'good' ? '' : 'tone-' + tone }, words),
      latency: latencyBar(turn, longest),
      online: optional(turn.onlineMs),
      recovery: optional(turn.recoveryMs),
      truth: optional(turn.truthMs),
      error: isNumber(turn.truthMs) && isNumber(turn.valueMs) ? signed(turn.valueMs - turn.truthMs) : null,
      programmed: optional(turn.programmedMs),
      notes: notes.length ? el('div', { class: 'notes' }, notes) : null,
    };
    return el('tr', { role: 'row', class: 'selectable', onclick: () => scope.select(index) }, columns.map((column) => cell(column, content[column.key])));
  });
}
function latencyBar(turn, longest) {
  if (!isNumber(turn.valueMs)) return null;
  const fill = el('span', { class: 'fill' + (turn.kind === 'INTERRUPT' ? ' interrupt' : '') });
  fill.style.width = Math.max(0, Math.min(100, turn.valueMs / longest * 100)) + '%';
  return el('div', { class: 'latency' }, el('b', {}, turn.censored ? '≥ ' + plain(turn.valueMs / 1000, 1) + ' s' : milliseconds(turn.valueMs)), el('span', { class: 'track', 'aria-hidden': 'true' }, fill));
}

function conversationDetails(conversation, recording) {
  const checks = list(conversation.checks);
  const steps = list(conversation.steps);
  const files = list(recording.files);
  return el('div', {},
    el('div', { class: 'two-columns' },
      checks.length ? el('div', {}, el('h3', {}, 'Checks'), el('ul', { class: 'check-list' }, checks.map((check) =>
        el('li', {}, el('span', { class: check.passed ? 'tone-good' : 'tone-bad' }, check.passed ? 'Passed' : 'Failed'),
          el('span', {}, foreign(check.name ?? ''), check.detail ? el('span', { class: 'soft' }, '  ', foreign(check.detail)) : null))))) : null,
      steps.length ? el('details', {}, el('summary', {}, count(steps.length, 'step')), el('ol', { class: 'check-list' }, steps.map((step) =>
        el('li', {}, el('span', { class: 'soft' }, foreign(step.number ?? '')), el('span', {}, foreign(step.action ?? ''), ' ',
          el('span', { class: step.status === 'ok' ? 'soft' : 'tone-bad' }, foreign(step.status ?? ''), isNumber(step.elapsedMs) ? ', ' + milliseconds(step.elapsedMs) : '')))))) : null),
    recording.screenshot ? el('figure', { class: 'screenshot' }, el('figcaption', {}, 'The page when the run failed'), el('img', { src: recording.screenshot, alt: 'The page when the run failed' })) : null,
    files.length ? el('p', { class: 'files' }, 'Beside this file:', files.map((file) => el('a', { href: file.href }, foreign(file.name)))) : null);
}

// ---- metrics and provenance -------------------------------------------------------------------------------------

function drawMetrics() {
  const holder = document.getElementById('metrics');
  const versions = [...new Set(metrics.map((metric) => metric.methodVersion).filter(Boolean))];
  holder.append(el('div', { class: 'section-head' }, el('h2', { id: 'metrics-title' }, 'Metrics'),
    versions.length ? el('p', {}, 'Method ', foreign(versions.join(', '))) : null));
  if (metrics.length === 0) {
    holder.append(el('p', { class: 'soft' }, 'No metric was computed.'));
    return;
  }
  const columns = [{ name: 'Metric', lead: true }, { name: 'Figure', number: true }, { name: '95 % interval', number: true }, { name: 'P95', number: true }, { name: 'Spread (SD)', number: true },
    { name: 'n', number: true }, { name: 'Missing', number: true }, { name: 'Conversations', number: true, key: 'conversations' }];
  const row = (metric) => {
    const [name, explanation] = metricWords(metric.key);
    const main = firstStat(metric);
    const stats = metric.stats ?? {};
    const flags = list(metric.flags);
    const title = [el('span', { class: 'metric-name' }, foreign(name)), main && main[0] === 'median' ? el('span', { class: 'soft' }, ', median') : null,
      explanation ? el('span', { class: 'metric-note' }, explanation) : null,
      flags.length ? el('span', { class: 'metric-note tone-warn' }, foreign(sentenceCase(flags.map(flagWords).join('; ')))) : null];
    const counts = [metric.n, metric.nMissing, metric.nConversations].map((n) => (isNumber(n) ? plain(n, 0) : null));
    if (main === null) {
      const reason = metric.reason ? reasonWords(metric.reason) : 'no reason given';
      return el('tr', { role: 'row' }, cell(columns[0], title),
        el('td', { role: 'cell', colspan: 4, class: 'not-measured', 'data-name': 'Figure' }, el('span', {}, 'Not measured: ', foreign(reason))),
        columns.slice(5).map((column, index) => cell(column, counts[index])));
    }
    const tail = stats.p95 && isNumber(stats.p95.value) ? [el('span', { class: 'stat' }, statText(stats.p95, metric.unit)), rangeText(stats.p95, metric.unit) ? el('span', { class: 'stat-range' }, rangeText(stats.p95, metric.unit)) : null] : null;
    return el('tr', { role: 'row' }, cell(columns[0], title),
      cell(columns[1], el('span', { class: 'stat' }, statText(main[1], metric.unit))),
      cell(columns[2], rangeText(main[1], metric.unit) ?? el('span', { class: 'soft' }, metric.reason ? reasonWords(metric.reason) : 'none')),
      cell(columns[3], tail ? el('span', {}, tail) : null),
      cell(columns[4], stats.sd && isNumber(stats.sd.value) ? statText(stats.sd, metric.unit) : null),
      columns.slice(5).map((column, index) => cell(column, counts[index])));
  };
  const ordered = [...metrics.filter((metric) => firstStat(metric)), ...metrics.filter((metric) => !firstStat(metric))];
  holder.append(stackedTable('metrics', 'Metrics', columns, ordered.map(row)));
}

function drawProvenance() {
  const { calibration } = result;
  const host = result.host ?? {};
  const tool = result.tool ?? {};
  const holder = document.getElementById('provenance');
  holder.append(el('h2', { id: 'provenance-title' }, 'Self-test and provenance'));
  if (calibration) {
    holder.append(el('p', { class: 'soft' }, calibration.passed === false
      ? 'This host failed its self-test against the phantom agent, whose delays are known.'
      : 'Before the run this host measured the phantom agent, whose delays are known, and passed.'));
  } else {
    holder.append(el('p', { class: 'soft' }, 'This host has no stored self-test: its own error is not known.'));
  }
  const off = (value) => (isNumber(value) ? signed(value) : null);
  holder.append(facts([
    ['Self-test, response error', calibration ? off(calibration.responseErrorMs) : null],
    ['Self-test, barge-in error', calibration ? off(calibration.interruptErrorMs) : null],
    ['Self-test taken', calibration && calibration.measuredAt ? instant(calibration.measuredAt) : null],
    ['Browser', host.browser],
    ['Host', [host.os, isNumber(host.cores) ? count(host.cores, 'core') : null].filter(Boolean).join(', ')],
    ['Vox', tool.version],
    ['Method', tool.methodVersion],
    ['Run', result.runId],
    ['Exit code', isNumber(result.exitCode) ? String(result.exitCode) : null],
  ]));
  document.getElementById('colophon').textContent = 'One file, no network: everything shown is inside it.';
}

// ---- page-wide behaviour ----------------------------------------------------------------------------------------

function redraw() {
  const { scope } = current;
  if (!scope || !scope.stage) return;
  scope.colours = null;
  scope.drawMap();
  scope.draw();
}
function setUpTheme() {
  const button = document.getElementById('theme');
  const order = ['system', 'light', 'dark'];
  let theme = 'system';
  // Storage is refused to files and sandboxed frames in some browsers; the choice then lasts as long as the page.
  try { theme = order.includes(localStorage.getItem('vox-report-theme')) ? localStorage.getItem('vox-report-theme') : theme; } catch { theme = 'system'; }
  const apply = () => {
    document.documentElement.dataset.theme = theme;
    button.textContent = 'Theme: ' + theme;
    redraw();
  };
  button.addEventListener('click', () => {
    theme = order[(order.indexOf(theme) + 1) % order.length];
    try { localStorage.setItem('vox-report-theme', theme); } catch { /* see above */ }
    apply();
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
  apply();
}
function setUpKeys() {
  document.addEventListener('keydown', (event) => {
    const { scope } = current;
    if (!scope || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const control = event.target instanceof Element && event.target.closest('button, a, summary, input, select, textarea');
    if (event.key === ' ') {
      if (control && !control.classList.contains('bracket')) return;
      scope.toggle();
    } else if (event.key === 'ArrowRight') scope.step(1);
    else if (event.key === 'ArrowLeft') scope.step(-1);
    else if (event.key === '+' || event.key === '=') scope.zoom(1 / 1.6);
    else if (event.key === '-') scope.zoom(1.6);
    else if (event.key === '0') scope.show(0, scope.duration);
    else if (event.key === 'Enter' && control && control.classList.contains('bracket')) scope.zoomToTurn();
    else return;
    event.preventDefault();
  });
}
function setUpPrint() {
  let before = null;
  addEventListener('beforeprint', () => {
    document.querySelectorAll('details').forEach((node) => { node.open = true; });
    const { scope } = current;
    if (!scope || !scope.stage) return;
    before = [scope.start, scope.visible];
    scope.show(0, scope.duration);
    redraw();
  });
  addEventListener('afterprint', () => {
    if (before && current.scope) current.scope.show(...before);
    redraw();
  });
}

drawSummary();
drawOverview();
drawConversations();
drawMetrics();
drawProvenance();
setUpTheme();
setUpKeys();
setUpPrint();
