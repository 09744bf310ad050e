package io.vox.agent.report

import groovy.json.JsonOutput
import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.nio.file.Files
import java.nio.file.Path

/** A finished run folder with one or more conversations, as the eval agent leaves it. */
class RunFolderFixture {
    static final int SAMPLE_RATE = 48_000

    static Path write(Path folder, Map result, int seconds = 12) {
        result.conversations.each { Map conversation ->
            Path place = Files.createDirectories(folder.resolve(conversation.folder as String))
            writeRecording(place.resolve('recording.wav'), seconds)
        }
        return writeResult(folder, result)
    }

    static Path writeResult(Path folder, Map result) {
        return Files.writeString(folder.resolve('result.json'), JsonOutput.toJson(result))
    }

    static Map result(Map changes = [:]) {
        return [
            schemaVersion: 1, runId: '20261121-104500-abc', startedAt: '2026-11-21T10:45:00Z',
            tool: [version: '0.1.0', methodVersion: '2026-11-21'],
            host: [os: 'Linux', cores: 2, browser: 'Chromium 156'],
            target: [url: 'http://127.0.0.1:4000/', name: 'phantom'],
            calibration: [responseErrorMs: 3, interruptErrorMs: 4, measuredAt: '2026-11-21T10:40:00Z', passed: true],
            exitCode: 0, fault: null,
            metrics: [
                metric('responseLatency', 'ms', 2, null, [median: stat(834, 720, 950), p95: stat(10_000, null, null, true)]),
                metric('turnSuccessRate', 'rate', 4, null, [rate: stat(0.75, 0.3, 0.95)]),
                metric('naturalness', 'score', 0, 'no_judge', [:]),
                metric('networkResilience', 'score', 0, 'too_few_profiles', [:]),
            ],
            verdicts: ['Response latency 834 ms.'],
            conversations: [conversation('01')],
        ] + changes
    }

    static Map conversation(String id, Map changes = [:]) {
        return [
            id: id, scenario: 'standard', application: 'phantom', repeat: 1, folder: id,
            condition: [network: 'clean', noiseType: null, snrDb: null],
            durationMs: 12_000, sampleRate: SAMPLE_RATE, methodVersion: '2026-11-21', fault: null, flags: [], verdicts: [],
            checks: [[name: 'listen 3', passed: true, detail: 'heard the hours']],
            steps: [[number: 1, action: 'click', elapsedMs: 12, status: 'ok']],
            caller: [noiseFloorDbfs: -96.0, segments: [segment(1, 2), segment(5, 6), segment(8, 9)]],
            agent: [noiseFloorDbfs: -90.5, segments: [segment(2.734, 4), segment(6.934, 8.212)]],
            turns: [
                turn(1, 'RESPONSE', 'q_hours', 'ANSWERED', 734, 1, 2, 2.734),
                turn(2, 'RESPONSE', 'q_book', 'ANSWERED', 934, 5, 6, 6.934),
                turn(3, 'INTERRUPT', 'wait', 'YIELDED', 212, 8, 9, 8.212) + [recoveryMs: 780],
                turn(4, 'RESPONSE', 'q_bye', 'MISSED', null, 9.5, 10, null) + [censored: true, missingReason: 'no_answer'],
            ],
        ] + changes
    }

    static Map turn(int index, String kind, String label, String outcome, Integer value, Number on, Number off, Number agent) {
        return [
            index: index, kind: kind, label: label, outcome: outcome, valueMs: value, censored: false, missingReason: null,
            callerOnFrame: frame(on), callerOffFrame: frame(off), agentFrame: agent == null ? null : frame(agent),
            onlineMs: value, recoveryMs: null, truthMs: null, programmedMs: null, flags: [], tags: [],
        ]
    }

    static Map metric(String key, String unit, int n, String reason, Map stats) {
        return [key: key, unit: unit, n: n, nMissing: 0, nConversations: 3, methodVersion: '2026-11-21', reason: reason, flags: [], stats: stats]
    }

    static Map stat(Number value, Number low, Number high, boolean censored = false) {
        return [value: value, ciLow: low, ciHigh: high, censored: censored]
    }

    private static Map segment(Number on, Number off) {
        return [onFrame: frame(on), offFrame: frame(off)]
    }

    private static long frame(Number seconds) {
        return Math.round(seconds.doubleValue() * SAMPLE_RATE)
    }

    /** Stereo 16-bit: a 440 Hz tone of amplitude .5 on the caller's side, .25 on the agent's. */
    static void writeRecording(Path file, int seconds, int channels = 2) {
        int frames = seconds * SAMPLE_RATE
        ByteBuffer wav = ByteBuffer.allocate(44 + frames * channels * 2).order(ByteOrder.LITTLE_ENDIAN)
        wav.put('RIFF'.bytes).putInt(36 + frames * channels * 2).put('WAVEfmt '.bytes).putInt(16)
        wav.putShort(1 as short).putShort(channels as short).putInt(SAMPLE_RATE).putInt(SAMPLE_RATE * channels * 2)
        wav.putShort((channels * 2) as short).putShort(16 as short).put('data'.bytes).putInt(frames * channels * 2)
        for (int frame = 0; frame < frames; frame++) {
            double tone = Math.sin(2 * Math.PI * 440 * frame / SAMPLE_RATE)
            for (int channel = 0; channel < channels; channel++) {
                wav.putShort((tone * (channel == 0 ? 16_384 : 8_192)) as short)
            }
        }
        Files.write(file, wav.array())
    }
}
