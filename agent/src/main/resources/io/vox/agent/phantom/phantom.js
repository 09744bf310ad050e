'use strict';
// The page of the calibration agent. It is an ordinary voice page to whoever opens it: a consent box, a button, a
// microphone, a (loopback) WebRTC call and an element that plays the answer. Beside it, it keeps the ground truth.

const query = new URLSearchParams(location.search);
const state = document.getElementById('state');

document.getElementById('accept').addEventListener('click', () => {
  document.getElementById('consent').hidden = true;
});
document.getElementById('start').addEventListener('click', () => {
  start().catch((error) => {
    state.textContent = 'Failed: ' + error.message;
    console.error(error);
  });
});

let program;
const ready = load();

async function load() {
  const response = await fetch('program.json' + location.search);
  program = await response.json();
  const list = document.getElementById('program');
  for (const [name, value] of Object.entries(program)) {
    const term = document.createElement('dt');
    const description = document.createElement('dd');
    term.textContent = name;
    description.textContent = Array.isArray(value) ? value.join(', ') || 'none' : String(value);
    list.append(term, description);
  }
}

async function start() {
  await ready;
  document.getElementById('start').disabled = true;
  state.textContent = 'Connecting';
  if (program.microphone === 'never') return;
  const session = program.session;
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  if (program.playback === 'never') {
    state.textContent = 'Connected';
    return;
  }
  const [microphone] = stream.getAudioTracks();
  const agentContext = new AudioContext({ sampleRate: 48000 });
  const terminalContext = new AudioContext({ sampleRate: 48000 });
  await Promise.all([
    agentContext.audioWorklet.addModule('agent-worklet.js'),
    terminalContext.audioWorklet.addModule('agent-worklet.js'),
  ]);
  const agent = new AudioWorkletNode(agentContext, 'phantom-agent', {
    numberOfInputs: 1,
    numberOfOutputs: 1,
    outputChannelCount: [1],
    channelCount: 1,
    channelCountMode: 'explicit',
    processorOptions: { program, assets: await loadAssets(program.assets) },
  });
  const log = [];
  agent.port.onmessage = (message) => log.push(message.data);
  const voice = agentContext.createMediaStreamDestination();
  agent.connect(voice);

  const ends = program.transport === 'webrtc' ? await call(microphone, voice) : direct(microphone, voice);
  const hears = agentContext.createMediaStreamSource(ends.agentHears);
  hears.connect(agent);
  keep(hears);

  const truth = new AudioWorkletNode(terminalContext, 'phantom-truth', {
    numberOfInputs: 2,
    numberOfOutputs: 1,
    channelCount: 1,
    channelCountMode: 'explicit',
  });
  truth.connect(terminalContext.destination);
  terminalContext.createMediaStreamSource(new MediaStream([microphone])).connect(truth, 0, 0);
  await play(ends.received);
  terminalContext.createMediaStreamSource(ends.received).connect(truth, 0, 1);
  const watch = (side, track, receivedByPeer) =>
    watchClock(track.clone(), receivedByPeer, ({ clock, piece }) =>
      log.push({
        type: 'anchor',
        side,
        clock,
        near: Math.round(terminalContext.currentTime * 48000),
        pcm: piece.toBase64(),
      }),
    );
  watch('caller', microphone, false);
  watch('agent', ends.received.getAudioTracks()[0], program.transport === 'webrtc');
  let sending = Promise.resolve();
  const post = (path, body) => {
    sending = sending.then(() => fetch('sessions/' + session + '/' + path, { method: 'POST', body, keepalive: false }));
    return sending;
  };
  let flushed = () => undefined;
  truth.port.onmessage = (message) => {
    if (message.data.type === 'truth') post('truth?frame=' + message.data.frame, message.data.samples);
    else flushed();
  };
  // Called by whoever drives the page when the conversation is over: the truth is complete when this resolves.
  window.finishPhantom = async () => {
    await new Promise((resolve) => {
      flushed = resolve;
      truth.port.postMessage('flush');
    });
    await post('log', JSON.stringify(log));
    await sending;
    return log.length;
  };
  state.textContent = 'Connected';
}

async function loadAssets(names) {
  const assets = {};
  await Promise.all(
    names.map(async (name) => {
      const response = await fetch('assets/' + name + '.json');
      const asset = await response.json();
      const pcm = await (await fetch('assets/' + name + '.pcm')).arrayBuffer();
      asset.samples = Float32Array.from(new Int16Array(pcm), (value) => value / 32768);
      assets[name] = asset;
    }),
  );
  return assets;
}

const kept = [];
function keep(...things) {
  kept.push(...things);
}

function direct(microphone, voice) {
  return { agentHears: new MediaStream([microphone]), received: voice.stream };
}

async function call(microphone, voice) {
  const near = new RTCPeerConnection();
  const far = new RTCPeerConnection();
  keep(near, far);
  near.onicecandidate = (event) => far.addIceCandidate(event.candidate || undefined);
  far.onicecandidate = (event) => near.addIceCandidate(event.candidate || undefined);
  const receivedByFar = new Promise((resolve) => (far.ontrack = (event) => resolve(new MediaStream([event.track]))));
  const receivedByNear = new Promise((resolve) => (near.ontrack = (event) => resolve(new MediaStream([event.track]))));
  near.addTrack(microphone, new MediaStream([microphone]));
  for (const track of voice.stream.getAudioTracks()) far.addTrack(track, voice.stream);
  await near.setLocalDescription(await near.createOffer());
  await far.setRemoteDescription(finelyCoded(near.localDescription));
  await far.setLocalDescription(await far.createAnswer());
  await near.setRemoteDescription(finelyCoded(far.localDescription));
  const agentHears = await receivedByFar;
  // Without an element that plays it, Chromium renders silence for a received track.
  const pump = new Audio();
  pump.muted = true;
  pump.srcObject = agentHears;
  keep(pump);
  await pump.play();
  return { agentHears, received: await receivedByNear };
}

// At the usual 32 kbit/s the codec's noise rings on for up to one packet after a hard stop; a page that calibrates has no
// use for that.
function finelyCoded(description) {
  const sdp = description.sdp.replace(/(a=fmtp:\d+ [^\r\n]*useinbandfec=1)/g, '$1;maxaveragebitrate=256000');
  return { type: description.type, sdp };
}

async function play(received) {
  const stage = document.getElementById('stage');
  let element;
  if (program.playback === 'audio') {
    element = new Audio();
  } else if (program.playback === 'iframe') {
    const frame = document.createElement('iframe');
    frame.title = 'Playback';
    frame.hidden = true;
    frame.src = 'playback.html';
    await new Promise((resolve) => {
      frame.onload = resolve;
      stage.append(frame);
    });
    element = frame.contentDocument.createElement('audio');
    frame.contentDocument.body.append(element);
  } else if (program.playback === 'shadow') {
    const holder = document.createElement('div');
    stage.append(holder);
    element = document.createElement('audio');
    holder.attachShadow({ mode: 'closed' }).append(element);
  } else if (program.playback === 'context') {
    const context = new AudioContext({ sampleRate: 48000 });
    context.createMediaStreamSource(received).connect(context.destination);
    keep(context);
    return;
  } else {
    element = document.createElement('audio');
    stage.append(element);
  }
  keep(element);
  element.autoplay = true;
  element.srcObject = received;
  await element.play();
}
