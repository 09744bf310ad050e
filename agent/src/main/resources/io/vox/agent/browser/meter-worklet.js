// The meter: runs on the audio thread of our own AudioContext, input 0 = caller after its hop, input 1 = agent.
// It numbers every block with the context's frame, and tells onsets and offsets as they happen. These events only
// drive the conversation; every published figure is computed later from the recorded blocks.

const BLOCK_FRAMES = 9600;
const MINIMUM_AMPLITUDE = Math.pow(10, -50 / 20);
const WINDOW_MS = 10;
const SHORTEST_MS = 30;
const OFFSET_MS = 300;
const LEVEL_MS = 100;
const STEADY_QUANTA = 40;

class OnlineDetector {
  constructor(side, tell) {
    this.side = side;
    this.tell = tell;
    this.hop = Math.round(sampleRate / 1000);
    this.history = new Float32Array(this.hop * WINDOW_MS);
    this.energies = new Float64Array(WINDOW_MS);
    this.position = 0;
    this.hopEnergy = 0;
    this.hopFill = 0;
    this.hops = 0;
    this.shortest = (SHORTEST_MS * sampleRate) / 1000;
    this.runFrom = -1;
    this.below = 0;
    this.speaking = false;
    this.lastVoiced = -1;
    this.threshold = MINIMUM_AMPLITUDE;
    // The floor is the 10th percentile of 10 ms frames, as offline; half-decibel bins from -100 dBFS are enough here.
    this.floorHistogram = new Uint32Array(201);
    this.floorCount = 0;
    this.peak = 0;
  }

  push(sample, frame) {
    const magnitude = Math.abs(sample);
    if (magnitude > this.peak) this.peak = magnitude;
    this.history[this.position] = sample;
    this.position = (this.position + 1) % this.history.length;
    this.hopEnergy += sample * sample;
    if (++this.hopFill < this.hop) return;
    this.energies[this.hops % WINDOW_MS] = this.hopEnergy / this.hop;
    this.hops++;
    this.hopEnergy = 0;
    this.hopFill = 0;
    if (this.hops >= WINDOW_MS) this.window(frame);
  }

  window(frame) {
    let energy = 0;
    for (let i = 0; i < WINDOW_MS; i++) energy += this.energies[i];
    const rms = Math.sqrt(energy / WINDOW_MS);
    if (this.hops % WINDOW_MS === 0) this.learnFloor(rms);
    if (rms < this.threshold) {
      this.runFrom = -1;
    } else if (this.runFrom < 0) {
      this.runFrom = this.firstOver(frame);
    }
    // As offline, what stays above for less than 30 ms is no speech: a codec's crackle does not hold up an end.
    const last = this.runFrom < 0 ? -1 : this.lastOver(frame);
    if (this.runFrom >= 0 && last - this.runFrom + 1 >= this.shortest) {
      this.below = 0;
      this.lastVoiced = last;
      if (!this.speaking) {
        this.speaking = true;
        this.tell({ type: 'event', side: this.side, event: 'onset', frame: this.runFrom, at: frame });
      }
    } else if (++this.below >= OFFSET_MS && this.speaking) {
      this.speaking = false;
      this.tell({ type: 'event', side: this.side, event: 'offset', frame: this.lastVoiced, at: frame });
    }
  }

  firstOver(frame) {
    const length = this.history.length;
    for (let i = 0; i < length; i++) {
      if (Math.abs(this.history[(this.position + i) % length]) >= this.threshold) return frame - length + 1 + i;
    }
    return frame;
  }

  lastOver(frame) {
    const length = this.history.length;
    for (let i = length - 1; i >= 0; i--) {
      if (Math.abs(this.history[(this.position + i) % length]) >= this.threshold) return frame - length + 1 + i;
    }
    return frame - length + 1;
  }

  learnFloor(rms) {
    const decibels = rms > 1e-5 ? 20 * Math.log10(rms) : -100;
    this.floorHistogram[Math.min(200, Math.max(0, Math.round((decibels + 100) * 2)))]++;
    this.floorCount++;
    if (this.floorCount % 100 !== 0) return;
    let seen = 0;
    let bin = 0;
    while (bin < 200 && (seen += this.floorHistogram[bin]) < this.floorCount / 10) bin++;
    const floor = Math.pow(10, (bin / 2 - 100) / 20);
    this.threshold = Math.max(MINIMUM_AMPLITUDE, 4 * floor);
  }

  takePeak() {
    const peak = this.peak;
    this.peak = 0;
    return peak;
  }
}

class VoxMeter extends AudioWorkletProcessor {
  constructor() {
    super();
    const tell = (message) => this.port.postMessage(message);
    this.caller = new OnlineDetector('caller', tell);
    this.agent = new OnlineDetector('agent', tell);
    this.block = new Int16Array(BLOCK_FRAMES * 2);
    this.fill = 0;
    this.blockFrame = -1;
    this.levelFrames = 0;
    this.running = true;
    this.begun = false;
    this.steady = 0;
    this.expected = -1;
    this.port.onmessage = (message) => {
      if (message.data === 'stop') {
        this.flush();
        this.running = false;
        this.port.postMessage({ type: 'stopped' });
      } else if (message.data === 'flush') {
        this.flush();
        this.port.postMessage({ type: 'flushed' });
      }
    };
  }

  flush() {
    if (this.fill === 0) return;
    const samples = this.block.slice(0, this.fill * 2);
    this.port.postMessage({ type: 'block', frame: this.blockFrame, frames: this.fill, samples: samples.buffer }, [
      samples.buffer,
    ]);
    this.fill = 0;
    this.blockFrame = -1;
  }

  // A context skips frames while it starts up; the recording begins when it has run without a skip for a while.
  settled() {
    this.steady = currentFrame === this.expected ? this.steady + 1 : 0;
    this.expected = currentFrame + 128;
    if (this.steady < STEADY_QUANTA) return false;
    this.begun = true;
    this.port.postMessage({ type: 'begin', frame: currentFrame });
    return true;
  }

  process(inputs) {
    if (!this.running) return false;
    if (!this.begun && !this.settled()) return true;
    // The render thread may skip frames; a block never spans a skip, so the recorder can fill the hole by number.
    if (this.fill > 0 && currentFrame !== this.blockFrame + this.fill) this.flush();
    if (this.fill === 0) this.blockFrame = currentFrame;
    const caller = inputs[0][0];
    const agent = inputs[1][0];
    const frames = caller ? caller.length : agent ? agent.length : 128;
    for (let i = 0; i < frames; i++) {
      const left = caller ? caller[i] : 0;
      const right = agent ? agent[i] : 0;
      this.caller.push(left, currentFrame + i);
      this.agent.push(right, currentFrame + i);
      this.block[this.fill * 2] = toInt16(left);
      this.block[this.fill * 2 + 1] = toInt16(right);
      if (++this.fill === BLOCK_FRAMES) {
        this.flush();
        this.blockFrame = currentFrame + i + 1;
      }
    }
    this.levelFrames += frames;
    if (this.levelFrames >= (sampleRate * LEVEL_MS) / 1000) {
      this.levelFrames = 0;
      this.port.postMessage({ type: 'level', caller: this.caller.takePeak(), agent: this.agent.takePeak() });
    }
    return true;
  }
}

function toInt16(sample) {
  const scaled = Math.round(sample * 32768);
  return scaled > 32767 ? 32767 : scaled < -32768 ? -32768 : scaled;
}

registerProcessor('vox-meter', VoxMeter);
