package io.vox.agent.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import io.vox.agent.browser.BrowserSession;
import io.vox.agent.browser.PageMessage;
import io.vox.agent.fault.FaultCode;
import io.vox.agent.fault.VoxFault;
import io.vox.measurement.alignment.Anchor;
import io.vox.measurement.timeline.OnlineEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;

/**
 * Both ends of the conversation as the page's hooks see it: writes the recording, queues events by frame, plays the
 * caller's voice. All frames are counted from the start of the recording. Belongs to the browser's thread.
 */
final class VoiceLine {
    private static final double PUMP_MS = 5;
    private static final Duration OFFSET_CONFIRMED_AFTER = Duration.ofMillis(300);
    private static final int MAXIMUM_EVENTS = 100_000;
    private static final long MILLISECOND = Recording.SAMPLE_RATE / 1000;

    private final BrowserSession browser;
    private final Recording recording;
    private final ConversationListener listener;
    private final long deadlineNanos;
    private final Duration limit;
    private final List<OnlineEvent> events = new ArrayList<>();
    private final List<Anchor> anchors = new ArrayList<>();
    private final Set<String> loaded = new HashSet<>();
    private final Set<String> seen = new TreeSet<>();
    private final Set<String> taps = new TreeSet<>();
    private long base = -1;
    private boolean microphone;
    private int loadsAtMicrophone;
    private boolean agentSpeaking;
    private long agentOnset = -1;
    private long agentOffset = -1;
    private long agentOffsetNanos;

    VoiceLine(BrowserSession browser, Recording recording, ConversationListener listener, Duration limit) {
        this.browser = browser;
        this.recording = recording;
        this.listener = listener;
        this.limit = limit;
        this.deadlineNanos = System.nanoTime() + limit.toNanos();
    }

    /** Waits until {@code condition} holds; false if it does not within {@code timeout}. */
    boolean await(BooleanSupplier condition, Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        drain();
        while (!condition.getAsBoolean()) {
            long now = System.nanoTime();
            if (now >= deadlineNanos) {
                throw new VoxFault(
                        FaultCode.CONVERSATION_TIMEOUT,
                        "the conversation was not over after " + limit.toSeconds() + " s; see --timeout");
            }
            if (now >= end) {
                return false;
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new VoxFault(FaultCode.CANCELED, "canceled");
            }
            browser.pump(PUMP_MS);
            drain();
        }
        return true;
    }

    /** Takes in what the page has told. */
    void drain() {
        for (Optional<PageMessage> next = browser.poll(); next.isPresent(); next = browser.poll()) {
            take(next.get());
        }
        if (microphone && browser.loads() > loadsAtMicrophone) {
            throw new VoxFault(FaultCode.PAGE_RELOADED, "the page was loaded again during the conversation");
        }
    }

    private void take(PageMessage message) {
        JsonNode body = message.body();
        switch (message.type()) {
            case "begin" -> {
                if (base < 0) {
                    base = body.path("frame").asLong();
                }
            }
            case "microphone" -> {
                if (!microphone) {
                    loadsAtMicrophone = browser.loads();
                }
                microphone = true;
            }
            case "tap" -> taps.add(body.path("how").asText());
            case "seen" -> seen.add(body.path("path").asText());
            case "block" -> block(body);
            case "anchor" -> anchor(body);
            case "event" -> event(body);
            case "level" ->
                listener.level(
                        body.path("caller").asDouble(), body.path("agent").asDouble());
            default -> {
                // "engine", "untap" and the page's own inventions decide nothing here.
            }
        }
    }

    private void block(JsonNode body) {
        short[] samples;
        try {
            samples = AnchorReader.samples(body.path("pcm").asText());
        } catch (IllegalArgumentException forged) {
            throw new VoxFault(FaultCode.RECORDING_BROKEN, "the page sent a broken audio block; run again", forged);
        }
        recording.append(body.path("frame").asLong() - base, samples);
    }

    private void anchor(JsonNode body) {
        if (base < 0 || anchors.size() >= MAXIMUM_EVENTS) {
            return;
        }
        anchors.add(AnchorReader.read(body, base));
    }

    private void event(JsonNode body) {
        String side = body.path("side").asText();
        String type = body.path("event").asText();
        long frame = body.path("frame").asLong() - base;
        if (events.size() >= MAXIMUM_EVENTS || frame < 0) {
            return;
        }
        events.add(new OnlineEvent(side, type, frame, body.path("notifyMs").asDouble()));
        if (side.equals("agent")) {
            agentSpeaking = type.equals("onset");
            if (agentSpeaking) {
                agentOnset = frame;
            } else {
                agentOffset = frame;
                agentOffsetNanos = System.nanoTime();
            }
        }
    }

    boolean microphoneRequested() {
        return microphone;
    }

    boolean agentFound() {
        return !taps.isEmpty();
    }

    /** Every way of playing audio that the page was seen to use. */
    Set<String> seen() {
        return Set.copyOf(seen);
    }

    boolean agentSpeaking() {
        return agentSpeaking;
    }

    /** Whether the agent has been silent for {@code time}, or has not spoken yet. */
    boolean agentQuietFor(Duration time) {
        if (agentSpeaking) {
            return false;
        }
        // An offset is told when it has been silent for a while already.
        Duration rest = time.minus(OFFSET_CONFIRMED_AFTER);
        return agentOffset < 0 || System.nanoTime() - agentOffsetNanos >= rest.toNanos();
    }

    /** Frame of the agent's latest onset; -1 before the first. */
    long agentOnset() {
        return agentOnset;
    }

    /** Frame of the agent's latest offset; -1 before the first. */
    long agentOffset() {
        return agentOffset;
    }

    /** Pieces of both sides' sound with their times on the clock that both tracks share. */
    List<Anchor> anchors() {
        return List.copyOf(anchors);
    }

    List<OnlineEvent> events() {
        return List.copyOf(events);
    }

    /** The first agent onset at or after {@code frame}, or -1. */
    long onsetSince(long frame) {
        for (OnlineEvent event : events) {
            if (event.side().equals("agent") && event.type().equals("onset") && event.frame() >= frame) {
                return event.frame();
            }
        }
        return -1;
    }

    long now() {
        return browser.engine("engine => engine.now()", null).asLong() - base;
    }

    /**
     * Sets {@code spoken} to be played.
     *
     * @param voicedFrame where its first voiced sample shall be; -1 = as soon as possible
     * @return where it was set to be
     */
    long play(Spoken spoken, long voicedFrame) {
        load(spoken.sha256(), spoken.base64());
        Object when =
                voicedFrame < 0 ? null : (double) (voicedFrame - spoken.bounds().firstFrame() + base);
        Map<String, Object> request = new java.util.HashMap<>();
        request.put("id", spoken.sha256());
        request.put("frame", when);
        JsonNode answer = browser.engine("(engine, request) => engine.play(request.id, request.frame)", request);
        return answer.path("scheduledFrame").asLong() - base + spoken.bounds().firstFrame();
    }

    /** Makes {@code spoken} known to the page before it is needed, since that takes a moment. */
    void preload(Spoken spoken) {
        load(spoken.sha256(), spoken.base64());
    }

    void playBackground(Spoken sound, double level) {
        load(sound.sha256(), sound.base64());
        browser.engine(
                "(engine, request) => engine.playBackground(request.id, request.level)",
                Map.of("id", sound.sha256(), "level", level));
    }

    private void load(String id, String pcm) {
        if (loaded.add(id)) {
            browser.engine("(engine, asset) => engine.load(asset.id, asset.pcm)", Map.of("id", id, "pcm", pcm));
        }
    }

    /** Waits until the frame is over on the page's clock. */
    void awaitFrame(long frame) {
        long missing = frame - now();
        while (missing > 0) {
            Duration time = Duration.ofMillis(missing / MILLISECOND + 1);
            long end = System.nanoTime() + time.toNanos();
            await(() -> System.nanoTime() >= end, time.plusSeconds(1));
            missing = frame - now();
        }
    }

    /** Ends the metering; whatever was heard until now is in the recording afterwards. */
    void stop() {
        browser.engine("engine => engine.started ? engine.stop() : true", null);
        long frames = -1;
        // The last blocks were sent before the answer; they only have to be taken in.
        while (frames != recording.frames()) {
            frames = recording.frames();
            browser.pump(PUMP_MS * 4);
            drain();
        }
    }
}
