package io.vox.agent.phantom;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the phantom does in one conversation. Utterances of the caller and overlaps (the caller starting while the
 * phantom speaks) are counted from 1.
 *
 * @param session names the conversation; letters, digits, {@code -} and {@code _}
 * @param delayMs from the caller's last voiced sample, as the phantom hears it, to its own first; 250 to 10000
 * @param stopMs from the first voiced sample of an interruption to silence; 0 to 10000
 * @param greetingMs from the start of the call to the greeting; only with {@code greeting}
 * @param drop utterances that get no answer
 * @param early utterances that are answered {@code earlyMs} after they began, whether finished or not
 * @param ignore overlaps that do not stop the phantom
 * @param backchannel utterances during which the phantom says "mm-hm", {@code backchannelMs} after they began
 * @param levelDb gain on the phantom's voice, -40 to 6 dB
 * @param noiseDbfs floor of noise under its voice, null = digital silence
 * @param hearDbfs what counts as voiced for the phantom
 * @param answers assets of its answers, in turn, from the beginning again when they are used up
 */
public record PhantomProgram(
        String session,
        int delayMs,
        int stopMs,
        boolean greeting,
        int greetingMs,
        Transport transport,
        Playback playback,
        MicrophoneUse microphone,
        List<Integer> drop,
        List<Integer> early,
        int earlyMs,
        List<Integer> ignore,
        List<Integer> backchannel,
        int backchannelMs,
        double levelDb,
        @Nullable Double noiseDbfs,
        double hearDbfs,
        List<String> answers) {

    /** How the voices travel between the page and the phantom's agent. */
    public enum Transport {
        /** Through two peer connections of the page: Opus, jitter buffer and all. */
        WEBRTC,
        /** As media streams inside the page. */
        DIRECT
    }

    /** Where the page plays the agent's voice. */
    public enum Playback {
        /** An audio element in the document. */
        ELEMENT,
        /** {@code new Audio()}, never attached. */
        AUDIO,
        /** An element in a frame. */
        IFRAME,
        /** An element in a closed shadow root. */
        SHADOW,
        /** An AudioContext, which the agent cannot hear yet. */
        CONTEXT,
        /** Nowhere: the page asks for the microphone and stays silent. */
        NEVER
    }

    /** Whether the page asks for the microphone. */
    public enum MicrophoneUse {
        ASKED,
        NEVER
    }

    /** Brings the corpus, at -20 dBFS, to the nominal speech level of telephony, -26 dBov (ITU-T P.56). */
    static final double NOMINAL_LEVEL_DB = -6;

    static final List<String> LONG_ANSWERS = List.of("agent_long_1", "agent_long_2", "agent_long_3");
    private static final Set<String> NAMES = Arrays.stream(PhantomProgram.class.getRecordComponents())
            .map(component -> component.getName())
            .collect(Collectors.toUnmodifiableSet());

    public PhantomProgram {
        if (!session.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException("session must be 1 to 64 letters, digits, - or _");
        }
        requireRange("delayMs", delayMs, 250, 10_000);
        requireRange("stopMs", stopMs, 0, 10_000);
        requireRange("greetingMs", greetingMs, 0, 60_000);
        requireRange("earlyMs", earlyMs, 0, 10_000);
        requireRange("backchannelMs", backchannelMs, 0, 10_000);
        requireRange("levelDb", levelDb, -40, 6);
        requireRange("hearDbfs", hearDbfs, -70, -10);
        if (noiseDbfs != null) {
            requireRange("noiseDbfs", noiseDbfs, -120, -20);
        }
        drop = List.copyOf(drop);
        early = List.copyOf(early);
        ignore = List.copyOf(ignore);
        backchannel = List.copyOf(backchannel);
        answers = List.copyOf(answers);
        if (answers.isEmpty()) {
            throw new IllegalArgumentException("answers must name at least one asset");
        }
    }

    /** Answers after 800 ms, falls silent after 250 ms, over WebRTC, through an element of the page. */
    public static PhantomProgram standard(String session) {
        return new PhantomProgram(
                session,
                800,
                250,
                true,
                700,
                Transport.WEBRTC,
                Playback.ELEMENT,
                MicrophoneUse.ASKED,
                List.of(),
                List.of(),
                600,
                List.of(),
                List.of(),
                500,
                NOMINAL_LEVEL_DB,
                null,
                -40,
                LONG_ANSWERS);
    }

    /**
     * Returns this program with the values of a query or of command line options laid over it.
     *
     * @param changes by component name; lists are separated by commas
     * @throws IllegalArgumentException naming the unknown name or the bad value
     */
    public PhantomProgram with(Map<String, String> changes) {
        for (String name : changes.keySet()) {
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException("unknown program value '" + name + "', known are "
                        + NAMES.stream().sorted().collect(Collectors.joining(", ")));
            }
        }
        ProgramValues values = new ProgramValues(changes);
        return new PhantomProgram(
                changes.getOrDefault("session", session),
                values.integer("delayMs", delayMs),
                values.integer("stopMs", stopMs),
                values.claim("greeting", greeting),
                values.integer("greetingMs", greetingMs),
                values.constant("transport", transport, Transport.class),
                values.constant("playback", playback, Playback.class),
                values.constant("microphone", microphone, MicrophoneUse.class),
                values.numbers("drop", drop),
                values.numbers("early", early),
                values.integer("earlyMs", earlyMs),
                values.numbers("ignore", ignore),
                values.numbers("backchannel", backchannel),
                values.integer("backchannelMs", backchannelMs),
                values.decimal("levelDb", levelDb),
                changes.containsKey("noiseDbfs") ? (Double) values.decimal("noiseDbfs", 0) : noiseDbfs,
                values.decimal("hearDbfs", hearDbfs),
                values.texts("answers", answers));
    }

    /** Returns the query that makes the page follow {@code changes}; names and values are escaped. */
    public static String query(Map<String, String> changes) {
        List<String> pairs = new ArrayList<>();
        changes.forEach((name, value) -> pairs.add(URLEncoder.encode(name, StandardCharsets.UTF_8) + "="
                + URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return String.join("&", pairs);
    }

    /** Every asset the phantom may need. */
    List<String> assets() {
        List<String> names = new ArrayList<>(List.of("agent_greeting", "agent_short", "agent_mm_hm"));
        answers.stream().filter(name -> !names.contains(name)).distinct().forEach(names::add);
        return names;
    }

    private static void requireRange(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    name + " must be " + plain(least) + " to " + plain(most) + ", was " + plain(value));
        }
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}
