// ---- waveform ---------------------------------------------------------------------------------------------------

const LANES = [{ top: 40, height: 110 }, { top: 211, height: 110 }];
const BRACKET_LINE = 183;

class Scope {
  constructor(conversation, recording, turns) {
    this.conversation = conversation;
    this.recording = recording;
    this.turns = turns;
    this.rate = recording.sampleRate || conversation.sampleRate || 48000;
    this.duration = recording.frames ? recording.frames / this.rate : Math.max(1, (conversation.durationMs ?? 0) / 1000);
    this.spans = turns.map((turn, index) => span(turn, this.rate, this.nextCallerOn(index)));
    this.selected = -1;
    this.start = 0;
    this.visible = this.duration;
    this.onSelect = () => {};
    this.build();
  }

  nextCallerOn(index) {
    const next = this.turns.slice(index + 1).find((turn) => isNumber(turn.callerOnFrame));
    return next ? next.callerOnFrame / this.rate : this.duration;
  }

  build() {
    const { recording } = this;
    this.audio = el('audio', { preload: 'auto', src: recording.url ?? null });
    this.playButton = el('button', { type: 'button', class: 'tool play', disabled: !recording.url, onclick: () => this.toggle() });
    this.clock = el('span', { class: 'clock' });
    this.node = el('div', { class: 'scope' });
    const tool = (label, content, action) => el('button', { type: 'button', class: 'tool', 'aria-label': label, title: label, onclick: action }, content);
    const toolbar = el('div', { class: 'toolbar', role: 'toolbar', 'aria-label': 'Playback and zoom' },
      this.playButton,
      el('span', { class: 'tool-group' }, tool('Previous turn', icon(PREVIOUS), () => this.step(-1)), tool('Next turn', icon(NEXT), () => this.step(1))),
      this.clock, el('span', { class: 'spacer' }),
      el('span', { class: 'tool-group' },
        tool('Zoom out', '−', () => this.zoom(1.6)), tool('Zoom in', '+', () => this.zoom(1 / 1.6)),
        tool('Zoom to the turn', 'Turn', () => this.zoomToTurn()), tool('Show the whole recording', 'All', () => this.show(0, this.duration))));
    this.inspector = el('div', { class: 'inspector', 'aria-live': 'polite' });
    this.node.append(recording.peaks ? toolbar : '', this.audio);
    if (recording.peaks) this.buildStage();
    else this.node.append(el('p', { class: 'no-waveform' }, 'No waveform: ', foreign(recording.problem || 'the recording is missing'), this.turns.length > 0 ? '. The figures below were measured from it before and still stand.' : '.'));
    this.node.append(this.inspector);
    this.audio.addEventListener('play', () => this.played());
    this.audio.addEventListener('pause', () => this.played());
    this.audio.addEventListener('ended', () => this.played());
    this.audio.addEventListener('seeked', () => this.placePlayhead());
    this.played();
    this.describe();
  }

  buildStage() {
    const { conversation, recording } = this;
    this.canvas = el('canvas', { 'aria-hidden': 'true' });
    this.mapCanvas = el('canvas', { 'aria-hidden': 'true' });
    this.window = el('div', { class: 'window' });
    this.here = el('div', { class: 'here' });
    this.playhead = el('div', { class: 'playhead' });
    this.hairTime = el('span');
    this.hair = el('div', { class: 'hair', hidden: true }, this.hairTime);
    this.slider = el('div', {
      class: 'slider', tabindex: 0, role: 'slider', 'aria-label': 'Position in the recording; arrow keys move between turns',
      'aria-valuemin': 0, 'aria-valuemax': Math.round(this.duration), 'aria-valuenow': 0, 'aria-valuetext': '0:00',
    });
    this.peaks = [peakOf(recording, 0), peakOf(recording, 1)];
    const laneName = (side, name, who) => {
      const level = this.peaks[side] > 0 ? 'peak ' + plain(20 * Math.log10(this.peaks[side]), 0).replace('-', '−') + ' dBFS' : 'silent';
      const floor = who && isNumber(who.noiseFloorDbfs) ? ', floor ' + plain(who.noiseFloorDbfs, 0).replace('-', '−') : '';
      return el('div', { class: 'lane-name ' + name }, el('b', {}, sentenceCase(name)), el('span', {}, level + floor));
    };
    this.brackets = this.turns.map((turn, index) => {
      const shape = this.spans[index];
      const [, tone] = outcomeWords(turn);
      const flagged = inDoubt(turn);
      const label = turnLabel(turn);
      const classes = ['bracket', tone === 'good' && turn.kind !== 'BACKCHANNEL' && turn.kind !== 'GREETING' ? '' : tone === 'bad' ? 'bad' : 'neutral',
        shape.open ? 'open' : '', shape.point ? 'point' : '', flagged ? 'flagged' : ''].filter(Boolean).join(' ');
      return el('button', {
        type: 'button', class: classes, tabindex: -1, 'aria-pressed': 'false',
        'aria-label': `Turn ${turnNumber(turn, index)}, ${kindWords(turn)}${turnName(turn) ? ' ' + turnName(turn) : ''}: ${outcomeWords(turn)[0]}${isNumber(turn.valueMs) ? ', ' + milliseconds(turn.valueMs) : ''}${flagged ? ', flagged' : ''}`,
        onclick: (event) => { event.stopPropagation(); this.select(index); },
      }, el('span', { class: 'hit' }), el('span', { class: 'label' }, label));
    });
    this.stage = el('div', { class: 'stage' }, this.canvas, laneName(0, 'caller', conversation.caller), laneName(1, 'agent', conversation.agent),
      this.slider, this.hair, this.playhead, el('div', { class: 'brackets', role: 'group', 'aria-label': 'Turns' }, this.brackets));
    this.map = el('div', { class: 'overview', 'aria-hidden': 'true' }, this.mapCanvas, this.here, this.window);
    this.node.append(this.map, this.stage);
    this.listen();
  }

  listen() {
    const { stage, map } = this;
    let grip = null;
    stage.addEventListener('pointerdown', (event) => {
      if (event.button !== 0 || event.target.closest('.bracket')) return;
      grip = { x: event.clientX, start: this.start, moved: false };
      stage.setPointerCapture(event.pointerId);
    });
    stage.addEventListener('pointermove', (event) => {
      if (grip) {
        if (Math.abs(event.clientX - grip.x) > 4) grip.moved = true;
        if (grip.moved) {
          stage.classList.add('dragging');
          this.show(grip.start - (event.clientX - grip.x) * this.visible / this.width, this.visible);
        }
      }
      const x = event.clientX - stage.getBoundingClientRect().left;
      this.hair.hidden = event.pointerType === 'touch' || Boolean(grip && grip.moved);
      this.hair.style.transform = `translateX(${x}px)`;
      this.hair.classList.toggle('flip', x > this.width - 80);
      this.hairTime.textContent = timecode(this.start + x * this.visible / this.width, 3);
    });
    stage.addEventListener('pointerup', (event) => {
      const clicked = grip && !grip.moved;
      grip = null;
      stage.classList.remove('dragging');
      if (clicked) this.playFrom(this.start + (event.clientX - stage.getBoundingClientRect().left) * this.visible / this.width);
    });
    stage.addEventListener('pointercancel', () => { grip = null; stage.classList.remove('dragging'); });
    stage.addEventListener('pointerleave', () => { this.hair.hidden = true; });
    stage.addEventListener('wheel', (event) => {
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        this.zoom(Math.exp(event.deltaY * 0.004), (event.clientX - stage.getBoundingClientRect().left) / this.width);
      } else {
        const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY) ? event.deltaX : event.shiftKey ? event.deltaY : 0;
        if (sideways === 0) return;
        event.preventDefault();
        this.show(this.start + sideways * this.visible / this.width, this.visible);
      }
    }, { passive: false });
    const centre = (event) => {
      const box = map.getBoundingClientRect();
      this.show((event.clientX - box.left) / box.width * this.duration - this.visible / 2, this.visible);
    };
    map.addEventListener('pointerdown', (event) => { map.setPointerCapture(event.pointerId); centre(event); });
    map.addEventListener('pointermove', (event) => { if (event.buttons & 1) centre(event); });
    this.resized = new ResizeObserver(() => this.layout());
  }

  /** Call once the node is in the document. */
  attach() {
    if (!this.stage) return;
    this.resized.observe(this.stage);
    this.layout();
    // Below some 13 px a second neighbouring labels would run into each other, so a long or narrow one opens zoomed.
    const opening = Math.min(this.duration, this.width / 13);
    this.show(0, opening);
  }

  detach() {
    this.audio.pause();
    if (this.resized) this.resized.disconnect();
    if (this.recording.url) {
      this.audio.removeAttribute('src');
      URL.revokeObjectURL(this.recording.url);
    }
  }

  layout() {
    this.width = Math.max(1, this.stage.clientWidth);
    this.colours = null;
    this.drawMap();
    this.show(this.start, this.visible);
  }

  show(start, visible) {
    if (!this.stage) return;
    this.visible = Math.min(this.duration, Math.max(0.05, visible));
    this.start = Math.min(Math.max(0, start), this.duration - this.visible);
    const whole = this.visible >= this.duration - 1e-6;
    this.window.classList.toggle('whole', whole);
    this.window.style.left = this.start / this.duration * 100 + '%';
    this.window.style.width = this.visible / this.duration * 100 + '%';
    this.placeBrackets();
    this.placePlayhead();
    if (!this.pending) this.pending = requestAnimationFrame(() => { this.pending = 0; this.draw(); });
  }

  zoom(factor, anchor) {
    if (!this.stage) return;
    const now = this.time();
    const share = anchor ?? (now >= this.start && now <= this.start + this.visible ? (now - this.start) / this.visible : 0.5);
    const visible = Math.min(this.duration, Math.max(0.05, this.visible * factor));
    this.show(this.start + share * (this.visible - visible), visible);
  }

  zoomToTurn() {
    if (!this.stage || this.turns.length === 0) return;
    if (this.selected < 0) this.select(0);
    const { from, to } = this.spans[this.selected];
    const visible = Math.max(0.6, (to - from) * 3);
    this.show((from + to) / 2 - visible / 2, visible);
  }

  x(seconds) {
    return (seconds - this.start) / this.visible * this.width;
  }

  palette() {
    const probe = el('span', { hidden: true });
    this.node.append(probe);
    const colours = {};
    for (const name of ['surface', 'ink', 'soft', 'hair', 'rule', 'caller', 'agent', 'quiet-wave', 'gap', 'gap-line', 'bad', 'bad-wash']) {
      probe.style.color = `var(--${name})`;
      colours[name] = getComputedStyle(probe).color;
    }
    probe.remove();
    return colours;
  }

  prepare(canvas, width, height) {
    const density = Math.max(1, Math.min(3, devicePixelRatio || 1));
    canvas.width = Math.round(width * density);
    canvas.height = Math.round(height * density);
    const pen = canvas.getContext('2d');
    pen.scale(density, density);
    return [pen, 1 / density];
  }

  draw() {
    const height = this.stage.clientHeight;
    const colours = this.colours ??= this.palette();
    const [pen, pixel] = this.prepare(this.canvas, this.width, height);
    this.drawAxis(pen, colours, height);
    if (this.selected >= 0) this.drawGap(pen, colours);
    LANES.forEach((lane, side) => this.drawLane(pen, pixel, colours, lane, side));
    this.drawExtensions(pen, colours);
  }

  drawAxis(pen, colours, height) {
    const step = niceStep(this.visible / this.width * 84, [0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600]);
    const digits = step < 0.01 ? 3 : step < 0.1 ? 2 : step < 1 ? 1 : 0;
    pen.font = '11px ' + getComputedStyle(this.clock).fontFamily;
    pen.textBaseline = 'middle';
    let free = -1;
    for (let tick = Math.ceil(this.start / step); tick * step <= this.start + this.visible; tick += 1) {
      const x = Math.round(this.x(tick * step)) + 0.5;
      pen.fillStyle = colours.hair;
      pen.fillRect(x - 0.5, LANES[0].top, 1, height - LANES[0].top - 19);
      pen.fillStyle = colours.soft;
      const text = timecode(tick * step, digits);
      const wide = pen.measureText(text).width;
      const place = Math.min(Math.max(0, x - wide / 2), this.width - wide);
      if (place < free) continue;
      pen.fillText(text, place, 9);
      free = place + wide + 10;
    }
  }

  drawGap(pen, colours) {
    const shape = this.spans[this.selected];
    if (shape.point) return;
    const from = this.x(shape.from);
    pen.fillStyle = outcomeWords(this.turns[this.selected])[1] === 'bad' ? colours['bad-wash'] : colours.gap;
    pen.fillRect(from, LANES[0].top, Math.max(1, this.x(shape.to) - from), LANES[1].top + LANES[1].height - LANES[0].top);
  }

  drawLane(pen, pixel, colours, lane, side) {
    const colour = side === 0 ? colours.caller : colours.agent;
    const who = (side === 0 ? this.conversation.caller : this.conversation.agent) ?? {};
    const segments = list(who.segments).filter((segment) => isNumber(segment.onFrame) && isNumber(segment.offFrame))
      .map((segment) => [segment.onFrame / this.rate, segment.offFrame / this.rate]).sort((a, b) => a[0] - b[0]);
    const middle = lane.top + lane.height / 2;
    const half = lane.height / 2 - 4;
    const scale = this.peaks[side] > 0.001 ? half / this.peaks[side] : half;
    const pair = [0, 0];
    let next = 0;
    for (let x = 0; x < this.width; x += pixel) {
      const from = this.start + x / this.width * this.visible;
      const to = from + pixel / this.width * this.visible;
      while (next < segments.length && segments[next][1] < from) next += 1;
      const speech = next < segments.length && segments[next][0] <= to;
      extremes(this.recording, side, from, to, pair);
      const high = Math.min(half, pair[1] * scale);
      const low = Math.min(half, -pair[0] * scale);
      pen.fillStyle = speech ? colour : colours['quiet-wave'];
      pen.fillRect(x, middle - Math.max(high, 0.5), pixel, Math.max(high, 0.5) + Math.max(low, 0.5));
    }
    const edge = side === 0 ? lane.top + lane.height : lane.top - 2;
    pen.fillStyle = colour;
    for (const [on, off] of segments) {
      if (off < this.start || on > this.start + this.visible) continue;
      pen.fillRect(this.x(on), edge, Math.max(1, this.x(off) - this.x(on)), 2);
    }
  }

  /** The thin lines that lead from a side's waveform to the bracket between them, as on a technical drawing. */
  drawExtensions(pen, colours) {
    this.turns.forEach((turn, index) => {
      const shape = this.spans[index];
      const chosen = index === this.selected;
      if (shape.point && !chosen) return;
      const reversed = isNumber(turn.agentFrame) && turn.agentFrame / this.rate === shape.from && turn.kind !== 'GREETING';
      const line = (seconds, side) => {
        const x = Math.round(this.x(seconds));
        const upper = side === 0 ? (chosen ? LANES[0].top : LANES[0].top + LANES[0].height) : BRACKET_LINE;
        const lower = side === 0 ? BRACKET_LINE : chosen ? LANES[1].top + LANES[1].height : LANES[1].top;
        pen.fillRect(x, upper, 1, lower - upper);
      };
      pen.fillStyle = chosen ? colours.ink : colours.rule;
      if (turn.kind !== 'GREETING') line(reversed ? shape.to : shape.from, 0);
      if (!shape.open && !(shape.point && turn.kind !== 'GREETING')) line(reversed ? shape.from : shape.to, 1);
    });
  }

  drawMap() {
    const width = Math.max(1, this.map.clientWidth);
    const height = this.map.clientHeight;
    const [pen, pixel] = this.prepare(this.mapCanvas, width, height);
    const colours = this.colours ??= this.palette();
    const pair = [0, 0];
    [colours.caller, colours.agent].forEach((colour, side) => {
      pen.fillStyle = colour;
      const middle = height * (side === 0 ? 0.28 : 0.72);
      const scale = height * 0.2 / Math.max(0.001, this.peaks[side]);
      for (let x = 0; x < width; x += pixel) {
        extremes(this.recording, side, x / width * this.duration, (x + pixel) / width * this.duration, pair);
        const reach = Math.max(pair[1], -pair[0]) * scale;
        pen.fillRect(x, middle - Math.max(reach, 0.35), pixel, 2 * Math.max(reach, 0.35));
      }
    });
    pen.fillStyle = colours.bad;
    this.turns.forEach((turn, index) => {
      if (outcomeWords(turn)[1] === 'bad') pen.fillRect(this.spans[index].from / this.duration * width - 1, height - 3, 3, 3);
    });
  }

  placeBrackets() {
    const places = this.spans.map((shape) => ({ left: this.x(shape.from), right: Math.max(this.x(shape.to), this.x(shape.from) + 3) }));
    const order = this.turns.map((_, index) => index).sort((a, b) => this.weight(b) - this.weight(a) || a - b);
    const taken = [];
    for (const index of order) {
      const button = this.brackets[index];
      const { left, right } = places[index];
      const outside = right < -40 || left > this.width + 40;
      button.hidden = outside;
      if (outside) continue;
      button.style.left = left + 'px';
      button.style.width = right - left + 'px';
      const label = button.lastChild;
      const wide = label.textContent.length * 7.4 + 16;
      const middle = (Math.max(left, 0) + Math.min(right, this.width)) / 2;
      const centre = Math.min(Math.max(middle, wide / 2), this.width - wide / 2);
      label.style.left = centre - left + 'px';
      const crowded = taken.some(([from, to]) => centre - wide / 2 < to && centre + wide / 2 > from);
      label.classList.toggle('crowded', crowded && index !== this.selected);
      if (!crowded) taken.push([centre - wide / 2, centre + wide / 2]);
    }
  }

  weight(index) {
    const [, tone] = outcomeWords(this.turns[index]);
    return (index === this.selected ? 4 : 0) + (tone === 'bad' ? 2 : 0) + (isNumber(this.turns[index].valueMs) ? 1 : 0);
  }

  time() {
    return this.wanted ?? this.audio.currentTime ?? 0;
  }

  placePlayhead() {
    const now = this.time();
    this.clock.replaceChildren(timecode(now, 3), el('span', { class: 'total' }, ' / ' + timecode(this.duration, 1)));
    if (!this.stage) return;
    const x = this.x(now);
    this.playhead.hidden = x < -6 || x > this.width + 6;
    this.playhead.style.transform = `translateX(${x}px)`;
    this.here.style.left = now / this.duration * 100 + '%';
    this.slider.setAttribute('aria-valuenow', now.toFixed(1));
    this.slider.setAttribute('aria-valuetext', timecode(now, 1) + (this.selected >= 0 ? ', turn ' + turnNumber(this.turns[this.selected], this.selected) : ''));
  }

  played() {
    const playing = !this.audio.paused && !this.audio.ended;
    this.playButton.replaceChildren(icon(playing ? PAUSE : PLAY), playing ? 'Pause' : 'Play');
    if (!this.recording.url) this.playButton.title = this.recording.silentBecause ?? 'There is no recording to play';
    if (playing && !this.following) this.follow();
    if (!playing) this.placePlayhead();
  }

  follow() {
    this.following = requestAnimationFrame(() => {
      this.following = 0;
      const now = this.time();
      if (this.stage && (now > this.start + this.visible * 0.98 || now < this.start) && this.visible < this.duration) {
        this.show(now - this.visible * 0.08, this.visible);
      } else this.placePlayhead();
      if (!this.audio.paused && !this.audio.ended) this.follow();
    });
  }

  seek(seconds) {
    const target = Math.min(Math.max(0, seconds), this.duration - 0.001);
    if (this.recording.url) this.audio.currentTime = target;
    else this.wanted = target;
    this.placePlayhead();
  }

  toggle() {
    if (!this.recording.url) return;
    if (this.audio.paused) this.begin();
    else this.audio.pause();
  }

  begin() {
    // A rejected start (the next seek or conversation came first) leaves the button on "Play", which says it all.
    this.audio.play().catch(() => this.played());
  }

  playFrom(seconds) {
    this.seek(seconds);
    if (this.recording.url) this.begin();
  }

  step(direction) {
    if (this.turns.length === 0) return;
    const at = this.selected < 0 ? (direction > 0 ? 0 : this.turns.length - 1) : this.selected + direction;
    if (at >= 0 && at < this.turns.length) this.select(at);
  }

  /** Where listening to a turn begins: the caller's words, but not more than 2.5 s of them. */
  lead(index) {
    const turn = this.turns[index];
    const { from } = this.spans[index];
    const words = isNumber(turn.callerOnFrame) ? turn.callerOnFrame / this.rate - 0.3 : from - 1;
    return Math.max(0, turn.kind === 'INTERRUPT' ? from - 1.5 : Math.max(words, from - 2.5));
  }

  select(index, play) {
    if (index < 0 || index >= this.turns.length) return;
    this.selected = index;
    if (this.stage) {
      this.brackets.forEach((button, at) => {
        button.setAttribute('aria-pressed', String(at === index));
        button.tabIndex = at === index ? 0 : -1;
      });
      const { from, to } = this.spans[index];
      const margin = this.visible * 0.06;
      const inside = from >= this.start + margin && Math.min(to, from + this.visible * 0.8) <= this.start + this.visible - margin;
      if (inside || this.visible >= this.duration) this.show(this.start, this.visible);
      else this.show((from + Math.min(to, from + this.visible * 0.5)) / 2 - this.visible / 2, this.visible);
    }
    this.seek(this.lead(index));
    if (play && this.recording.url) this.begin();
    this.describe();
    this.onSelect(index);
  }

  describe() {
    if (this.selected < 0) {
      this.inspector.replaceChildren(el('p', { class: 'how' },
        this.recording.peaks ? 'Select a turn to see where it was measured. Click into the waveform to listen from there.' + (this.turns.some(inDoubt) ? ' A star marks a figure in doubt; its turn says why.' : '') : 'Select a turn to see where it was measured.',
        this.recording.silentBecause ? [el('br'), this.recording.silentBecause] : null));
      return;
    }
    const turn = this.turns[this.selected];
    const [words, tone] = outcomeWords(turn);
    const value = isNumber(turn.valueMs) && (turn.outcome === 'ANSWERED' || turn.outcome === 'YIELDED') ? ' after ' + (turn.censored ? 'at least ' : '') + milliseconds(turn.valueMs) : '';
    this.inspector.replaceChildren(
      el('p', { class: 'what' }, `Turn ${turnNumber(turn, this.selected)}, ${kindWords(turn).toLowerCase()} `, turnName(turn) ? el('span', {}, foreign(turnName(turn)), ' ') : null,
        el('span', { class: 'tone-' + (tone === 'good' ? 'ink' : tone) }, words + value)),
      el('p', { class: 'how' }, foreign(turnSentence(turn, this.rate))));
  }
}

