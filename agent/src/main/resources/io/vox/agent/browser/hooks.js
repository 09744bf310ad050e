// Runs in every frame before any script of the page. It hands the page a microphone that we speak into, finds what the
// page plays back, and meters both sides in one AudioContext. The agent puts clock-watch.js in front, and as
// `METER_SOURCE` the text of meter-worklet.js. Everything tapped or merely seen is told to the agent, so that a run
// without audio can say why.
(() => {
  'use strict';
  if (window.__vox) return;

  const SAMPLE_RATE = 48000;
  const send = (message) => {
    try {
      return window.__voxSend(JSON.stringify(message));
    } catch (error) {
      return Promise.resolve();
    }
  };

  // Frames of one origin share the engine of the outermost window they can reach, hence one clock for both sides.
  function sharedHost() {
    let host = window;
    try {
      while (host.parent !== host && host.parent.location.href !== undefined) host = host.parent;
    } catch (crossOrigin) {
      // A foreign parent is out of reach: this frame is the outermost of its origin.
    }
    return host;
  }

  const native = {
    AudioContext: window.AudioContext,
    getUserMedia: navigator.mediaDevices && navigator.mediaDevices.getUserMedia,
    enumerateDevices: navigator.mediaDevices && navigator.mediaDevices.enumerateDevices,
    srcObject: Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'srcObject'),
    src: Object.getOwnPropertyDescriptor(HTMLMediaElement.prototype, 'src'),
    clone: MediaStreamTrack.prototype.clone,
    getSettings: MediaStreamTrack.prototype.getSettings,
    RTCPeerConnection: window.RTCPeerConnection,
    connect: AudioNode.prototype.connect,
  };

  const seen = new Set();
  const note = (path) => {
    if (seen.has(path)) return;
    seen.add(path);
    send({ type: 'seen', path });
  };

  class Engine {
    constructor() {
      this.ownTracks = new WeakSet();
      this.taps = new Map();
      this.buffers = new Map();
      this.keepAlive = [];
      this.started = null;
    }

    start() {
      if (!this.started) this.started = this.build();
      return this.started;
    }

    async build() {
      // Injection and metering run in two contexts: the caller then crosses the same kind of buffer on its way to the
      // meter as the agent does, and a late render callback moves both sides alike (docs/adr/0004).
      this.injection = new native.AudioContext({ sampleRate: SAMPLE_RATE, latencyHint: 'interactive' });
      this.metering = new native.AudioContext({ sampleRate: SAMPLE_RATE, latencyHint: 'interactive' });
      this.microphone = this.injection.createMediaStreamDestination();
      this.microphone.channelCount = 1;
      this.ownTracks.add(this.microphone.stream.getAudioTracks()[0]);
      const module = URL.createObjectURL(new Blob([METER_SOURCE], { type: 'text/javascript' }));
      await this.metering.audioWorklet.addModule(module);
      URL.revokeObjectURL(module);
      this.meter = new AudioWorkletNode(this.metering, 'vox-meter', {
        numberOfInputs: 2,
        numberOfOutputs: 1,
        channelCount: 1,
        channelCountMode: 'explicit',
      });
      this.meter.port.onmessage = (message) => this.onMeter(message.data);
      native.connect.call(this.meter, this.metering.destination);
      this.agentSum = new GainNode(this.metering, { gain: 1, channelCount: 1, channelCountMode: 'explicit' });
      native.connect.call(this.agentSum, this.meter, 0, 1);
      // A silent source keeps the agent input rendering while no tap exists.
      this.constant = new ConstantSourceNode(this.metering, { offset: 0 });
      native.connect.call(this.constant, this.agentSum);
      this.constant.start();
      this.injectionConstant = new ConstantSourceNode(this.injection, { offset: 0 });
      native.connect.call(this.injectionConstant, this.microphone);
      this.injectionConstant.start();
      const callerCopy = this.ownClone();
      const caller = this.metering.createMediaStreamSource(new MediaStream([callerCopy]));
      native.connect.call(caller, this.meter, 0, 0);
      this.keepAlive.push(caller, callerCopy);
      this.watch('caller', this.ownClone(), false);
      const steady = new Promise((resolve) => (this.onBegin = resolve));
      await Promise.all([this.resume(this.injection), this.resume(this.metering)]);
      await Promise.race([steady, new Promise((resolve) => setTimeout(resolve, 2000))]);
      send({
        type: 'engine',
        sampleRate: this.metering.sampleRate,
        injection: this.injection.state,
        metering: this.metering.state,
      });
    }

    resume(context) {
      // A page without a gesture may start suspended; resume() can hang for ever there, so it is not waited for.
      if (context.state === 'running') return Promise.resolve();
      return Promise.race([context.resume(), new Promise((resolve) => setTimeout(resolve, 1000))]);
    }

    ownClone() {
      const track = native.clone.call(this.microphone.stream.getAudioTracks()[0]);
      this.ownTracks.add(track);
      return track;
    }

    onMeter(message) {
      if (message.type === 'block') {
        const bytes = new Uint8Array(message.samples);
        send({ type: 'block', frame: message.frame, frames: message.frames, pcm: encodeBase64(bytes) });
      } else if (message.type === 'event') {
        const late = (this.metering.currentTime * SAMPLE_RATE - message.at) / (SAMPLE_RATE / 1000);
        send({ ...message, notifyMs: Math.max(0, Math.round(late * 10) / 10) });
      } else if (message.type === 'stopped' || message.type === 'flushed') {
        if (this.onStopped) this.onStopped();
      } else {
        if (message.type === 'begin') this.onBegin();
        send(message);
      }
    }

    /** Adds a received track to the agent side, once per track. */
    tap(track, how) {
      if (track.kind !== 'audio' || this.ownTracks.has(track) || this.taps.has(track.id)) return;
      this.taps.set(track.id, { how });
      this.start().then(() => {
        const stream = new MediaStream([track]);
        // Chromium renders a remote track into WebAudio only while some element plays it.
        const pump = new Audio();
        pump.muted = true;
        ownElements.add(pump);
        native.srcObject.set.call(pump, stream);
        pump.play().catch(() => undefined);
        const source = this.metering.createMediaStreamSource(stream);
        native.connect.call(source, this.agentSum);
        this.taps.set(track.id, { how, pump, source });
        this.watch('agent', native.clone.call(track), receivedTracks.has(track));
        send({ type: 'tap', how, track: track.id, frame: Math.round(this.metering.currentTime * SAMPLE_RATE) });
        track.addEventListener('ended', () => this.untap(track.id));
      });
    }

    watch(side, track, received) {
      watchClock(track, received, ({ clock, piece }) =>
        send({ type: 'anchor', side, clock, near: this.now(), pcm: encodeBase64(piece) }),
      );
    }

    untap(id) {
      const tap = this.taps.get(id);
      if (!tap || !tap.source) return;
      tap.source.disconnect();
      native.srcObject.set.call(tap.pump, null);
      this.taps.delete(id);
      send({ type: 'untap', track: id });
    }

    load(id, pcm) {
      const bytes = decodeBase64(pcm);
      const samples = new Int16Array(bytes.buffer, 0, bytes.length >> 1);
      const buffer = new AudioBuffer({ length: Math.max(1, samples.length), sampleRate: SAMPLE_RATE });
      const channel = buffer.getChannelData(0);
      for (let i = 0; i < samples.length; i++) channel[i] = samples[i] / 32768;
      this.buffers.set(id, buffer);
    }

    /** Where the injection context's frame 0 lies on the meter's clock, by the output times of both contexts. */
    clockOffset() {
      const injection = this.injection.getOutputTimestamp();
      const metering = this.metering.getOutputTimestamp();
      if (!injection.performanceTime || !metering.performanceTime) {
        return (this.metering.currentTime - this.injection.currentTime) * SAMPLE_RATE;
      }
      const meterSeconds = metering.contextTime + (injection.performanceTime - metering.performanceTime) / 1000;
      return (meterSeconds - injection.contextTime) * SAMPLE_RATE;
    }

    /** Plays a loaded asset; meterFrame null = as soon as it can be done exactly. Answers the frames it was set to. */
    play(id, meterFrame, gain) {
      const buffer = this.buffers.get(id);
      if (!buffer) throw new Error('asset is not loaded: ' + id);
      // One offset for the whole conversation, so that a changed hop shows as a change.
      if (this.offset === undefined) this.offset = Math.round(this.clockOffset());
      const earliest = Math.ceil((this.injection.currentTime + 0.03) * SAMPLE_RATE);
      const wanted = meterFrame === null || meterFrame === undefined ? earliest : Math.round(meterFrame - this.offset);
      const frame = Math.max(earliest, wanted);
      const source = new AudioBufferSourceNode(this.injection, { buffer });
      const level = new GainNode(this.injection, { gain: gain === undefined ? 1 : gain });
      native.connect.call(source, level);
      native.connect.call(level, this.microphone);
      source.start(frame / SAMPLE_RATE);
      return { scheduledFrame: frame + this.offset, late: frame - wanted };
    }

    playBackground(id, gain) {
      const source = new AudioBufferSourceNode(this.injection, { buffer: this.buffers.get(id), loop: true });
      const level = new GainNode(this.injection, { gain });
      native.connect.call(source, level);
      native.connect.call(level, this.microphone);
      source.start();
      this.keepAlive.push(source);
    }

    now() {
      return Math.round(this.metering.currentTime * SAMPLE_RATE);
    }

    stop() {
      return new Promise((resolve) => {
        this.onStopped = () => resolve(true);
        this.meter.port.postMessage('stop');
      });
    }
  }

  function encodeBase64(bytes) {
    if (bytes.toBase64) return bytes.toBase64();
    let text = '';
    for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
    return btoa(text);
  }

  function decodeBase64(text) {
    if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  }

  const host = sharedHost();
  const shared = host === window ? null : host.__vox;
  const engine = shared ? shared.engine : new Engine();
  const peers = shared ? shared.peers : new Set();
  const receivedTracks = shared ? shared.receivedTracks : new WeakSet();
  const ownElements = shared ? shared.ownElements : new WeakSet();
  Object.defineProperty(window, '__vox', { value: { engine, peers, receivedTracks, ownElements }, enumerable: false });

  hookMicrophone();
  hookMediaElements();
  hookPeerConnections();
  observeOtherPaths();

  // --- priority 1: microphone -------------------------------------------------------------------------------------

  function hookMicrophone() {
    if (!navigator.mediaDevices) return;
    MediaStreamTrack.prototype.clone = function clone() {
      const copy = native.clone.call(this);
      if (engine.ownTracks.has(this)) engine.ownTracks.add(copy);
      return copy;
    };
    MediaStreamTrack.prototype.getSettings = function getSettings() {
      const settings = native.getSettings.call(this);
      if (!engine.ownTracks.has(this)) return settings;
      return { ...settings, deviceId: 'vox-microphone', groupId: 'vox', sampleRate: SAMPLE_RATE, channelCount: 1 };
    };
    navigator.mediaDevices.getUserMedia = async function getUserMedia(constraints) {
      if (!constraints || !constraints.audio) return native.getUserMedia.call(navigator.mediaDevices, constraints);
      await engine.start();
      const stream = new MediaStream([engine.ownClone()]);
      if (constraints.video) {
        const camera = await native.getUserMedia.call(navigator.mediaDevices, { video: constraints.video });
        for (const track of camera.getVideoTracks()) stream.addTrack(track);
      }
      await send({ type: 'microphone', frame: engine.now() });
      return stream;
    };
    const legacy = (constraints, success, failure) =>
      navigator.mediaDevices.getUserMedia(constraints).then(success, failure);
    for (const name of ['getUserMedia', 'webkitGetUserMedia']) {
      if (name in navigator) navigator[name] = legacy;
    }
    navigator.mediaDevices.enumerateDevices = async function enumerateDevices() {
      const devices = await native.enumerateDevices.call(navigator.mediaDevices);
      const own = { deviceId: 'vox-microphone', groupId: 'vox', kind: 'audioinput', label: 'Vox caller' };
      return [{ ...own, toJSON: () => own }, ...devices.filter((device) => device.kind !== 'audioinput')];
    };
  }

  // --- priority 1: what media elements play -----------------------------------------------------------------------

  function hookMediaElements() {
    // On the prototype, so that `new Audio()`, frames and closed shadow roots are caught alike.
    Object.defineProperty(HTMLMediaElement.prototype, 'srcObject', {
      ...native.srcObject,
      set(value) {
        native.srcObject.set.call(this, value);
        if (ownElements.has(this) || !value || typeof value.getAudioTracks !== 'function') return;
        watchElement(this);
        value.addEventListener('addtrack', () => tapElement(this));
        tapElement(this);
      },
    });
  }

  const watched = new WeakSet();
  function watchElement(element) {
    if (watched.has(element)) return;
    watched.add(element);
    element.addEventListener('volumechange', () => tapElement(element));
    element.addEventListener('playing', () => tapElement(element));
  }

  function tapElement(element) {
    const stream = native.srcObject.get.call(element);
    if (!stream || typeof stream.getAudioTracks !== 'function') return;
    // What nobody can hear is not the agent's voice: pages keep muted elements to pump a track.
    if (element.muted) {
      note('muted media element');
      return;
    }
    for (const track of stream.getAudioTracks()) engine.tap(track, 'element');
  }

  // --- priority 1: received WebRTC tracks -------------------------------------------------------------------------

  function hookPeerConnections() {
    if (!native.RTCPeerConnection) return;
    window.RTCPeerConnection = new Proxy(native.RTCPeerConnection, {
      construct(target, parameters, newTarget) {
        const peer = Reflect.construct(target, parameters, newTarget === window.RTCPeerConnection ? target : newTarget);
        peers.add(peer);
        note('RTCPeerConnection');
        peer.addEventListener('track', (event) => {
          if (event.track.kind !== 'audio') return;
          note('received WebRTC audio track');
          receivedTracks.add(event.track);
          if (isFarEndOfOurOwnCall(peer)) return;
          engine.tap(event.track, 'peer');
        });
        return peer;
      },
    });
    if (window.webkitRTCPeerConnection) window.webkitRTCPeerConnection = window.RTCPeerConnection;
  }

  // A page that holds both ends of a call (a loopback demo) also receives our own voice, at the end that is not ours.
  function isFarEndOfOurOwnCall(peer) {
    if (peer.getSenders().some((sender) => sender.track && engine.ownTracks.has(sender.track))) return false;
    const remote = userFragments(peer.remoteDescription || peer.pendingRemoteDescription);
    if (remote.length === 0) return false;
    for (const other of peers) {
      if (other === peer) continue;
      const local = userFragments(other.localDescription || other.pendingLocalDescription);
      if (remote.some((fragment) => local.includes(fragment))) return true;
    }
    return false;
  }

  function userFragments(description) {
    return description ? description.sdp.match(/a=ice-ufrag:\S+/g) || [] : [];
  }

  // --- priorities 2 and 3: not tapped yet, but named when a run finds no audio ------------------------------------

  function observeOtherPaths() {
    AudioNode.prototype.connect = function connect(target, ...rest) {
      if (target instanceof AudioDestinationNode && this.context !== engine.metering) note('AudioContext playback');
      return native.connect.call(this, target, ...rest);
    };
    if (native.src) {
      Object.defineProperty(HTMLMediaElement.prototype, 'src', {
        ...native.src,
        set(value) {
          note('media element with a src');
          native.src.set.call(this, value);
        },
      });
    }
    if (window.speechSynthesis) {
      const speak = window.speechSynthesis.speak;
      window.speechSynthesis.speak = function (...parameters) {
        note('speechSynthesis');
        return speak.apply(window.speechSynthesis, parameters);
      };
    }
  }
})();
