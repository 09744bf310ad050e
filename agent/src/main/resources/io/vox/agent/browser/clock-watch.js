// Tells where the samples of a track lie on the clock that all tracks of a browser share.
//
// A track reaches an AudioContext through a buffer whose depth differs from tap to tap by up to 20 ms and steps when a
// render callback is late. The chunks of a track carry times of their own, so a short piece of sound is told with its
// time; whoever finds the same piece in what the AudioContext recorded knows how deep the buffer was (docs/adr/0004).
//
// `received` = the track comes from a peer connection. Its chunks carry the time at which they were handed over, those
// of a local track the time of their first sample, one chunk earlier.
function watchClock(track, received, tell) {
  if (typeof MediaStreamTrackProcessor === 'undefined') return;
  const RATE = 48000;
  const PIECE_CHUNKS = 10;
  const LEAST_CHUNKS = 100;
  const HISTORY_CHUNKS = 1000;
  const EVERY_FRAMES = RATE * 0.4;
  const LOUD = 0.02;
  const reader = new MediaStreamTrackProcessor({ track }).readable.getReader();
  let origins = [];
  let chunks = [];
  let position = 0;
  let told = -EVERY_FRAMES;

  const take = (chunk) => {
    const frames = chunk.numberOfFrames;
    const time = (chunk.timestamp * RATE) / 1e6;
    const mono = new Float32Array(frames);
    const plane = new Float32Array(frames);
    for (let channel = 0; channel < chunk.numberOfChannels; channel++) {
      chunk.copyTo(plane, { planeIndex: channel, format: 'f32-planar' });
      for (let i = 0; i < frames; i++) mono[i] += plane[i] / chunk.numberOfChannels;
    }
    const origin = time - position;
    // Lost chunks break the count: what was learnt before them is worth nothing.
    if (origins.length > 0 && Math.abs(origin - origins[origins.length - 1]) > RATE / 20) {
      origins = [];
      chunks = [];
    }
    origins.push(origin);
    chunks.push(mono);
    if (origins.length > HISTORY_CHUNKS) origins.shift();
    if (chunks.length > PIECE_CHUNKS) chunks.shift();
    position += frames;
    if (origins.length < LEAST_CHUNKS || position - told < EVERY_FRAMES) return;
    const loud = chunks.filter((samples) => samples.some((sample) => Math.abs(sample) > LOUD)).length;
    if (loud < PIECE_CHUNKS * 0.8) return;
    told = position;
    const piece = new Int16Array(chunks.reduce((sum, samples) => sum + samples.length, 0));
    let at = 0;
    for (const samples of chunks) {
      for (const sample of samples) piece[at++] = Math.max(-32768, Math.min(32767, Math.round(sample * 32768)));
    }
    // Times of single chunks jitter with the burst they were rendered in, and swing by some ms over seconds where the
    // source is an AudioContext; their median over ten seconds hardly moves.
    const median = [...origins].sort((a, b) => a - b)[origins.length >> 1];
    const clock = median + position - piece.length + (received ? 0 : frames);
    tell({ clock: Math.round(clock), piece: new Uint8Array(piece.buffer) });
  };

  const pump = async () => {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      if (value.sampleRate === RATE) take(value);
      value.close();
    }
  };
  pump().catch(() => undefined);
}
