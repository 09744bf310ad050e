package io.vox.bench;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Random;

/** Reports of jobs as eval agents send them, all of the same size with other figures in each. */
final class ReportTexts {
    static final int CONVERSATIONS = 3;
    static final int TURNS_EACH = 6;

    /** Of a whole report. */
    static final int TURNS = CONVERSATIONS * TURNS_EACH;

    private static final int DIFFERENT = 64;
    private static final int FRAMES_PER_MS = 48;
    private static final byte[][] TEXTS = make();

    private ReportTexts() {}

    static byte[] get(int number) {
        return TEXTS[number % DIFFERENT];
    }

    static int bytes() {
        return TEXTS[0].length;
    }

    private static byte[][] make() {
        Random random = new Random(1);
        String now = Instant.now().toString();
        byte[][] texts = new byte[DIFFERENT][];
        for (int i = 0; i < DIFFERENT; i++) {
            StringBuilder text = new StringBuilder("""
                    {"startedAt":"%s","tool":{"version":"0.1.0","methodVersion":"2026-11-21"},
                    "host":{"os":"Linux 6.1","cores":2,"browser":"Chromium 142"},
                    "calibration":{"responseErrorMs":-1.2,"interruptErrorMs":0.8,"measuredAt":"%s","passed":true},
                    "conversations":[""".formatted(now, now));
            for (int number = 1; number <= CONVERSATIONS; number++) {
                text.append(number == 1 ? "" : ",").append(conversation(number, now, random));
            }
            texts[i] = text.append("]}").toString().getBytes(StandardCharsets.UTF_8);
        }
        return texts;
    }

    private static String conversation(int number, String now, Random random) {
        StringBuilder turns = new StringBuilder();
        StringBuilder asked = new StringBuilder();
        StringBuilder answered = new StringBuilder();
        for (int index = 1; index <= TURNS_EACH; index++) {
            int on = index * 10_000 * FRAMES_PER_MS;
            int off = on + 1300 * FRAMES_PER_MS;
            int value = 600 + random.nextInt(600);
            int agent = off + value * FRAMES_PER_MS;
            String comma = index == 1 ? "" : ",";
            turns.append(comma).append(String.format(Locale.ROOT, """
                            {"index":%d,"kind":"RESPONSE","label":"q_hours","outcome":"ANSWERED","valueMs":%d,"censored":false,\
                            "missingReason":null,"callerOnFrame":%d,"callerOffFrame":%d,"agentFrame":%d,"onlineMs":%d,\
                            "recoveryMs":null,"hopFrames":0,"truthMs":null,"programmedMs":null,"flags":[],"tags":[]}""", index, value, on, off, agent, value + 2));
            asked.append(comma).append(segment(on, off));
            answered.append(comma).append(segment(agent, agent + 3000 * FRAMES_PER_MS));
        }
        return """
                {"number":%d,"scenario":"opening hours","repeat":%d,"condition":{"network":"clean","noiseType":null,"snrDb":null},\
                "methodVersion":"2026-11-21","startedAt":"%s","durationMs":75210,"sampleRate":48000,"fault":null,"flags":[],\
                "verdicts":["All is well: every turn went as it should."],"checks":[],"steps":[],"notices":[],\
                "network":{"lossPercent":0.1,"jitterMs":2.5,"roundTripMs":34,"concealedPercent":0},\
                "caller":{"noiseFloorDbfs":-120,"segments":[%s]},"agent":{"noiseFloorDbfs":-78.5,"segments":[%s]},"turns":[%s]}""".formatted(number, number, now, asked, answered, turns);
    }

    private static String segment(int on, int off) {
        return "{\"onFrame\":" + on + ",\"offFrame\":" + off + "}";
    }
}
