#!/usr/bin/env python3
"""Make the standard conversation: spoken assets and their manifest. README.md says how to run it."""

import argparse
import hashlib
import json
import pathlib
import wave

import numpy as np
import onnxruntime

SOURCE_RATE = 24_000
RATE = 48_000
SEED = 20_250_101
VOICED = 10 ** (-50 / 20)  # the bounds rule: 10 ms RMS and sample amplitude
QUIET = 10 ** (-40 / 20)  # what a listener's voice detector may take for silence
ACTIVE_RMS = 10 ** (-20 / 20)
PEAK = 10 ** (-1.2 / 20)
PAD = RATE * 40 // 1000

# voice id -> (role, description, speed)
VOICES = {
    "af_heart": ("CALLER", "American English, female", 1.17),
    "am_michael": ("CALLER", "American English, male", 1.25),
    "bf_emma": ("AGENT", "British English, female; the calibration agent", 1.0),
}
LICENCE = "Apache-2.0"
# Short sounds that the model draws out: factor on the voice's speed.
HURRIED = {"mm_hm": 1.15, "agent_mm_hm": 2.3, "agent_short": 1.15}
# Longest silence left inside an asset, ms, by id prefix; the first match wins.
LONGEST_PAUSE = (("agent_", 110), ("barge_in", 90), ("", 150))


class Speaker:
    """Kokoro-82M on the processor, one seed per asset: the same input gives the same samples."""

    def __init__(self, model, voices, vocabulary):
        self.model = model
        self.voices = voices
        self.vocabulary = vocabulary

    def speak(self, voice, phonemes, speed):
        unknown = set(phonemes) - set(self.vocabulary)
        if unknown:
            raise ValueError(f"phonemes outside the model's vocabulary: {unknown}")
        tokens = [self.vocabulary[symbol] for symbol in phonemes]
        styles = np.fromfile(self.voices / f"{voice}.bin", dtype="<f4").reshape(-1, 1, 256)
        onnxruntime.set_seed(SEED)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        session = onnxruntime.InferenceSession(str(self.model), options, providers=["CPUExecutionProvider"])
        audio = session.run(
            None,
            {
                "tokens": np.array([[0, *tokens, 0]], dtype=np.int64),
                "style": styles[len(tokens)],
                "speed": np.array([speed], dtype=np.float32),
            },
        )[0]
        return np.asarray(audio, dtype=np.float64).ravel()


def doubled(samples):
    """24 kHz to 48 kHz by a linear-phase windowed sinc, delay removed."""
    half = 64
    taps = np.arange(-half, half + 1)
    kernel = np.sinc(taps / 2 * 0.98) * 0.98 * np.kaiser(2 * half + 1, 9.0)
    stuffed = np.zeros(2 * len(samples))
    stuffed[::2] = samples
    return np.convolve(stuffed, kernel)[half:-half]


def high_passed(samples, frequency):
    """Remove rumble below the frequency, forward and backward so that nothing moves in time."""
    spectrum = np.fft.rfft(samples, 2 * len(samples))
    bins = np.fft.rfftfreq(2 * len(samples), 1 / RATE)
    spectrum *= 1 / (1 + (frequency / np.maximum(bins, 1e-6)) ** 8)
    return np.fft.irfft(spectrum)[: len(samples)]


def frame_rms(samples, frame=RATE // 100, hop=RATE // 1000):
    sums = np.concatenate(([0.0], np.cumsum(samples**2)))
    starts = np.arange(0, len(samples) - frame + 1, hop)
    return starts, np.sqrt(np.maximum(0, sums[starts + frame] - sums[starts]) / frame)


def normalised(samples):
    _, rms = frame_rms(samples)
    active = rms[rms > np.max(rms) * 10 ** (-30 / 20)]
    return samples * ACTIVE_RMS / np.sqrt(np.mean(active**2))


def limited(samples):
    """Keep peaks under the ceiling with a smooth knee; what lies under half of it is untouched."""
    knee = PEAK / 2
    over = np.abs(samples) > knee
    shaped = samples.copy()
    excess = (np.abs(samples[over]) - knee) / (PEAK - knee)
    shaped[over] = np.sign(samples[over]) * (knee + (PEAK - knee) * np.tanh(excess))
    return shaped


def runs(mask):
    edges = np.flatnonzero(np.diff(np.concatenate(([0], mask.astype(np.int8), [0]))))
    return list(zip(edges[::2], edges[1::2]))


def shortened(samples, longest_ms):
    """Cut the middle out of silences, joining with a 5 ms cross-fade."""
    longest = RATE * longest_ms // 1000
    fade = RATE * 5 // 1000
    starts, rms = frame_rms(samples)
    for first, last in reversed(runs(rms < QUIET)):
        begin, end = starts[first], starts[last - 1] + RATE // 100
        if first == 0 or last == len(rms) or end - begin <= longest:
            continue
        left, right = begin + longest // 2, end - longest // 2
        slope = np.linspace(0, 1, fade)
        join = samples[left : left + fade] * (1 - slope) + samples[right - fade : right] * slope
        samples = np.concatenate((samples[:left], join, samples[right:]))
    return samples


def trimmed(samples):
    """From where the voice stands above -40 dBFS to where it last does, with short fades: crisp edges."""
    starts, rms = frame_rms(samples)
    loud = np.flatnonzero(rms >= QUIET)
    middle = RATE // 200
    kept = samples[starts[loud[0]] + middle : starts[loud[-1]] + middle].copy()
    attack, release = RATE * 2 // 1000, RATE * 6 // 1000
    kept[:attack] *= np.linspace(0, 1, attack)
    kept[-release:] *= np.linspace(1, 0, release)
    return kept


def cough(seed, brightness):
    """Two bursts of shaped noise: the explosive one and the weaker voiced one."""
    random = np.random.RandomState(seed)
    length = RATE * 340 // 1000
    time = np.arange(length) / RATE
    noise = random.standard_normal(length)
    spectrum = np.fft.rfft(noise)
    bins = np.fft.rfftfreq(length, 1 / RATE)
    shape = sum(
        gain / (1 + ((bins - centre * brightness) / width) ** 2)
        for centre, width, gain in ((550, 200, 1.0), (1300, 350, 0.8), (2700, 700, 0.5))
    )
    noise = np.fft.irfft(spectrum * shape, length)
    throat = np.sign(np.sin(2 * np.pi * 140 * brightness * time)) * 0.15 + 1
    burst = np.exp(-time / 0.045) * (time < 0.2)
    since = np.maximum(0, time - 0.17)
    second = np.where(time > 0.17, np.exp(-(time - 0.17) / 0.07) * np.minimum(1, since / 0.01), 0)
    envelope = burst + 0.5 * second * throat + 0.12
    return noise * envelope


def voiced_bounds(samples):
    """First and last voiced sample (both inclusive), as the measurement's speech detector finds them in silence.

    Windows of 10 ms at a hop of 1 ms, RMS against -50 dBFS, back-dated to the crossing sample; bursts below 30 ms do not
    count.
    """
    centred = samples - np.mean(samples)
    starts, rms = frame_rms(centred)
    loud = np.flatnonzero(np.abs(centred) >= VOICED)
    found = []
    for begin, end in runs(rms >= VOICED):
        first = loud[loud >= starts[begin]][0]
        last = loud[loud < starts[end - 1] + RATE // 100][-1]
        if last - first + 1 >= RATE * 30 // 1000:
            found.append((first, last))
    return int(found[0][0]), int(found[-1][1])


def longest_pause(asset_id):
    return next(limit for prefix, limit in LONGEST_PAUSE if asset_id.startswith(prefix))


def written(path, samples):
    pcm = np.round(samples * 32767).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(pcm.tobytes())
    return pcm.astype(np.float64) / 32768


def main():
    here = pathlib.Path(__file__).resolve().parent
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--model", type=pathlib.Path, required=True, help="kokoro-v1.0.int8.onnx")
    arguments.add_argument("--vocabulary", type=pathlib.Path, required=True, help="vocab.json of the model")
    arguments.add_argument("--voices", type=pathlib.Path, required=True, help="folder of voice style vectors, *.bin")
    arguments.add_argument("--out", type=pathlib.Path, default=here.parent / "main/resources/io/vox/agent/corpus")
    options = arguments.parse_args()

    vocabulary = json.loads(options.vocabulary.read_text(encoding="utf-8"))["vocab"]
    speaker = Speaker(options.model, options.voices, vocabulary)
    lines = (here / "texts.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]

    voices = []
    for voice, (role, description, speed) in VOICES.items():
        assets = []
        (options.out / voice).mkdir(parents=True, exist_ok=True)
        for asset_role, asset_id, kind, text, phonemes in rows:
            if asset_role != role:
                continue
            if asset_id == "cough":
                raw = cough(SEED % 1000 + len(voices), 1.15 if voice.startswith("af") else 0.9)
                spoken = normalised(high_passed(raw, 60))
            else:
                raw = doubled(speaker.speak(voice, phonemes, speed * HURRIED.get(asset_id, 1.0)))
                spoken = normalised(high_passed(raw, 60))
                spoken = shortened(spoken, longest_pause(asset_id))
            spoken = limited(normalised(trimmed(spoken)))
            pad = np.zeros(PAD)
            file = f"{voice}/{asset_id}.wav"
            samples = written(options.out / file, np.concatenate((pad, spoken, pad)))
            first, last = voiced_bounds(samples)
            assets.append(
                {
                    "id": asset_id,
                    "file": file,
                    "text": "" if text == "-" else text,
                    "kind": kind,
                    "sha256": hashlib.sha256((options.out / file).read_bytes()).hexdigest(),
                    "frames": len(samples),
                    "firstVoicedFrame": first,
                    "lastVoicedFrame": last,
                    "licence": LICENCE,
                }
            )
        voices.append({"id": voice, "role": role, "description": description, "assets": assets})
    manifest = {"sampleRate": RATE, "voices": voices}
    (options.out / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
