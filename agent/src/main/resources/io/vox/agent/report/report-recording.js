// ---- recordings -------------------------------------------------------------------------------------------------

function bytesOf(base64) {
  if (typeof Uint8Array.fromBase64 === 'function') return Uint8Array.fromBase64(base64);
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) bytes[index] = text.charCodeAt(index);
  return bytes;
}
function loadRecording(at) {
  const described = document.getElementById('recording-' + at);
  const recording = described ? JSON.parse(described.textContent) : {};
  recording.peaks = recording.peaks ? new Int16Array(bytesOf(recording.peaks).buffer) : null;
  const audio = document.getElementById('audio-' + at);
  if (audio) {
    const uri = audio.textContent;
    const bytes = bytesOf(uri.slice(uri.indexOf(',') + 1));
    recording.samples = new Int16Array(bytes.buffer, 44);
    // A blob seeks instantly in every browser; a data: URI of some megabytes does not.
    recording.url = URL.createObjectURL(new Blob([bytes], { type: 'audio/wav' }));
  }
  return recording;
}

/** Lowest and highest sample of a side (0 caller, 1 agent) between two instants, in -1..1. */
function extremes(recording, side, from, to, out) {
  const bucketSeconds = recording.bucketFrames / recording.sampleRate;
  let low = 0;
  let high = 0;
  if (recording.samples && to - from < bucketSeconds) {
    const first = Math.max(0, Math.floor(from * recording.playableRate));
    const last = Math.min(recording.samples.length / 2 - 1, Math.max(first, Math.ceil(to * recording.playableRate)));
    for (let index = first; index <= last; index += 1) {
      const sample = recording.samples[2 * index + side];
      if (sample < low) low = sample;
      if (sample > high) high = sample;
    }
  } else {
    const buckets = recording.peaks.length / 4;
    const first = Math.max(0, Math.floor(from / bucketSeconds));
    const last = Math.min(buckets - 1, Math.max(first, Math.ceil(to / bucketSeconds) - 1));
    for (let index = first; index <= last; index += 1) {
      low = Math.min(low, recording.peaks[4 * index + 2 * side]);
      high = Math.max(high, recording.peaks[4 * index + 2 * side + 1]);
    }
  }
  out[0] = low / 32768;
  out[1] = high / 32768;
}
function peakOf(recording, side) {
  let peak = 0;
  for (let index = 0; index < recording.peaks.length; index += 4) {
    peak = Math.max(peak, -recording.peaks[index + 2 * side], recording.peaks[index + 2 * side + 1]);
  }
  return peak / 32768;
}

// ---- turns in time ----------------------------------------------------------------------------------------------

/** Where a turn's bracket begins and ends in seconds; `open` = no end was heard, `point` = no length to show. */
function span(turn, rate, limit) {
  const at = (frame) => (isNumber(frame) ? frame / rate : null);
  const callerOn = at(turn.callerOnFrame);
  const callerOff = at(turn.callerOffFrame);
  const agent = at(turn.agentFrame);
  const barge = turn.kind === 'INTERRUPT';
  const from = barge ? callerOn : turn.kind === 'BACKCHANNEL' ? callerOn : callerOff;
  if (turn.kind === 'GREETING') {
    const point = agent ?? callerOff ?? 0;
    return { from: point, to: point, point: true };
  }
  if (turn.kind === 'BACKCHANNEL') {
    const start = callerOn ?? callerOff ?? agent ?? 0;
    return { from: start, to: turn.outcome === 'STOPPED' && agent !== null ? agent : callerOff ?? start, point: turn.outcome !== 'STOPPED' };
  }
  if (from === null) return { from: agent ?? 0, to: agent ?? 0, point: true };
  if (turn.outcome === 'MISSED' || turn.outcome === 'NOT_YIELDED' || agent === null) {
    const wait = turn.outcome === 'NOT_YIELDED' ? 2 : 10;
    return { from, to: Math.min(from + wait, limit), open: true };
  }
  return agent < from ? { from: agent, to: from } : { from, to: agent };
}
function turnLabel(turn) {
  const [words] = outcomeWords(turn);
  if (turn.kind === 'GREETING') return turn.outcome === 'ANSWERED' ? 'greeting' : 'greeting ' + words;
  if (turn.outcome === 'ANSWERED' || turn.outcome === 'YIELDED') return isNumber(turn.valueMs) ? milliseconds(turn.valueMs) : words;
  return words;
}
function turnSentence(turn, rate) {
  const at = (frame) => (isNumber(frame) ? timecode(frame / rate, 3) : null);
  const parts = [];
  if (turn.kind === 'RESPONSE') {
    if (at(turn.callerOffFrame)) parts.push('Caller’s last voiced sample at ' + at(turn.callerOffFrame));
    if (at(turn.agentFrame)) parts.push('agent’s first at ' + at(turn.agentFrame));
  } else if (turn.kind === 'INTERRUPT') {
    if (at(turn.callerOnFrame)) parts.push('Caller breaks in at ' + at(turn.callerOnFrame));
    if (at(turn.agentFrame)) parts.push('agent’s last sample at ' + at(turn.agentFrame));
  } else {
    if (at(turn.callerOnFrame)) parts.push('Caller at ' + at(turn.callerOnFrame));
    if (at(turn.agentFrame)) parts.push('agent at ' + at(turn.agentFrame));
  }
  if (isNumber(turn.onlineMs)) parts.push('heard live as ' + milliseconds(turn.onlineMs));
  if (isNumber(turn.recoveryMs)) parts.push('next speech ' + milliseconds(turn.recoveryMs) + ' after the caller’s end');
  if (isNumber(turn.truthMs)) parts.push('ground truth ' + milliseconds(turn.truthMs) + (isNumber(turn.valueMs) ? ', error ' + signed(turn.valueMs - turn.truthMs) : ''));
  if (turn.missingReason) parts.push(reasonWords(turn.missingReason));
  const flags = list(turn.flags);
  return sentenceCase(parts.join(', ')) + (parts.length ? '.' : '') + (flags.length ? ' Flagged: ' + flags.map(flagWords).join('; ') + '.' : '');
}
function signed(value) {
  const rounded = Math.round(value * 10) / 10;
  return (rounded < 0 ? '−' : rounded > 0 ? '+' : '') + plain(Math.abs(rounded), 1) + ' ms';
}

