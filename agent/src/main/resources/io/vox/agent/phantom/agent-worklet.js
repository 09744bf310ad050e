// The phantom's voice: answers exactly `delayFrames` after the caller's last voiced sample, and falls silent exactly
// `stopFrames` after the first voiced sample of an interruption. Everything it does is told with its frame.

const UTTERANCE_GAP_MS = 250;
const IGNORED_END_MS = 500;

class PhantomAgent extends AudioWorkletProcessor {
  constructor(options) {
    super();
    const { program, assets } = options.processorOptions;
    this.program = program;
    this.assets = assets;
    this.threshold = Math.pow(10, program.hearDbfs / 20);
    this.gain = Math.pow(10, program.levelDb / 20);
    this.noise = program.noiseDbfs === null ? 0 : Math.pow(10, program.noiseDbfs / 20);
    this.delayFrames = this.frames(program.delayMs);
    this.stopFrames = this.frames(program.stopMs);
    this.lastVoiced = -1e12;
    this.talking = false;
    this.ignoring = false;
    this.interrupted = false;
    this.answered = false;
    this.utterance = 0;
    this.overlap = 0;
    this.answers = 0;
    this.voice = null;
    this.pending = [];
    this.begun = false;
    this.seed = 12345;
  }

  frames(milliseconds) {
    return Math.round((milliseconds * sampleRate) / 1000);
  }

  tell(type, frame, more) {
    this.port.postMessage({ type, frame, ...more });
  }

  process(inputs, outputs) {
    const input = inputs[0][0];
    const output = outputs[0][0];
    if (!this.begun) {
      this.begun = true;
      this.tell('begin', currentFrame, {});
      if (this.program.greeting) this.schedule(currentFrame + this.frames(this.program.greetingMs), 'greeting');
    }
    for (let i = 0; i < output.length; i++) {
      const frame = currentFrame + i;
      this.hear(input ? input[i] : 0, frame);
      output[i] = this.speak(frame);
    }
    return true;
  }

  hear(sample, frame) {
    if (Math.abs(sample) >= this.threshold) {
      if (!this.talking) this.onset(frame);
      this.lastVoiced = frame;
      return;
    }
    if (!this.talking) return;
    const silence = frame - this.lastVoiced;
    if (this.ignoring ? silence >= this.frames(IGNORED_END_MS) : silence >= this.endFrames()) this.end(frame);
  }

  // Nothing is decided before the gap between two words is over, or a word would count as an utterance.
  endFrames() {
    return Math.max(this.delayFrames, this.frames(UTTERANCE_GAP_MS));
  }

  onset(frame) {
    this.talking = true;
    this.answered = false;
    if (this.voice && this.voice.reason !== 'backchannel') {
      this.overlap++;
      this.ignoring = this.program.ignore.includes(this.overlap);
      this.tell('overlap', frame, { overlap: this.overlap, ignored: this.ignoring });
      if (!this.ignoring) {
        this.interrupted = true;
        this.stopAt = frame + this.stopFrames;
      }
      if (this.ignoring) return;
    }
    this.utterance++;
    this.tell('heard', frame, { utterance: this.utterance });
    if (this.program.early.includes(this.utterance)) {
      this.answered = true;
      this.schedule(frame + this.frames(this.program.earlyMs), 'early');
    }
    if (this.program.backchannel.includes(this.utterance)) {
      this.schedule(frame + this.frames(this.program.backchannelMs), 'backchannel');
    }
  }

  end(frame) {
    this.talking = false;
    if (this.ignoring) {
      this.ignoring = false;
      return;
    }
    const wasInterruption = this.interrupted;
    this.interrupted = false;
    if (this.answered) return;
    if (this.program.drop.includes(this.utterance)) {
      this.tell('drop', frame, { utterance: this.utterance });
      return;
    }
    this.schedule(this.lastVoiced + this.delayFrames, wasInterruption ? 'recovery' : 'answer');
  }

  schedule(frame, reason) {
    this.pending.push({ frame, reason });
    this.pending.sort((a, b) => a.frame - b.frame);
  }

  chooseAsset(reason) {
    if (reason === 'greeting') return 'agent_greeting';
    if (reason === 'recovery') return 'agent_short';
    if (reason === 'backchannel') return 'agent_mm_hm';
    return this.program.answers[this.answers++ % this.program.answers.length];
  }

  begin(frame, reason) {
    const id = this.chooseAsset(reason);
    const asset = this.assets[id];
    // The first voiced sample leaves at `frame`: the silence in front of the asset is not played.
    this.voice = { id, asset, reason, position: asset.firstVoicedFrame };
    this.tell('start', frame, { asset: id, reason, utterance: this.utterance, overlap: this.overlap });
  }

  speak(frame) {
    while (this.pending.length > 0 && this.pending[0].frame <= frame) this.begin(frame, this.pending.shift().reason);
    let sample = 0;
    if (this.voice) {
      if (this.stopAt !== undefined && frame >= this.stopAt) {
        this.tell('stop', frame, { asset: this.voice.id, assetFrame: this.voice.position, overlap: this.overlap });
        this.voice = null;
        this.stopAt = undefined;
      } else if (this.voice.position > this.voice.asset.lastVoicedFrame) {
        this.tell('finish', frame, { asset: this.voice.id, reason: this.voice.reason });
        this.voice = null;
        this.stopAt = undefined;
      } else {
        sample = this.voice.asset.samples[this.voice.position++] * this.gain;
      }
    }
    return this.noise > 0 ? sample + this.noise * this.gaussian() : sample;
  }

  // Sum of uniform numbers of a seeded generator: the same noise in every run.
  gaussian() {
    let sum = 0;
    for (let i = 0; i < 6; i++) {
      this.seed = (Math.imul(this.seed, 1664525) + 1013904223) >>> 0;
      sum += this.seed / 4294967296;
    }
    return (sum - 3) * Math.SQRT2;
  }
}

registerProcessor('phantom-agent', PhantomAgent);

// Writes down what the page's terminal hears: the microphone track in, the received track out, on one clock.
class PhantomTruth extends AudioWorkletProcessor {
  constructor() {
    super();
    this.block = new Int16Array(48000);
    this.fill = 0;
    this.blockFrame = 0;
    this.port.onmessage = () => {
      this.flush();
      this.port.postMessage({ type: 'flushed' });
    };
  }

  flush() {
    if (this.fill === 0) return;
    const samples = this.block.slice(0, this.fill * 2);
    this.port.postMessage({ type: 'truth', frame: this.blockFrame, samples: samples.buffer }, [samples.buffer]);
    this.fill = 0;
  }

  process(inputs) {
    if (this.fill > 0 && currentFrame !== this.blockFrame + this.fill) this.flush();
    for (let i = 0; i < 128; i++) {
      if (this.fill === 0) this.blockFrame = currentFrame + i;
      this.block[this.fill * 2] = sample(inputs[0][0], i);
      this.block[this.fill * 2 + 1] = sample(inputs[1][0], i);
      if (++this.fill * 2 === this.block.length) this.flush();
    }
    return true;
  }
}

function sample(channel, index) {
  if (!channel) return 0;
  return Math.max(-32768, Math.min(32767, Math.round(channel[index] * 32768)));
}

registerProcessor('phantom-truth', PhantomTruth);
