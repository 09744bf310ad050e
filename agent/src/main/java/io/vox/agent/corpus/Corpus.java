package io.vox.agent.corpus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The standard conversation and its manifest. Immutable; files are read when their samples are asked for. */
public final class Corpus {
    /** Frames per second of every asset. */
    public static final int SAMPLE_RATE = 48_000;

    private static final String FOLDER = "/io/vox/agent/corpus/";
    private static final int WAV_HEADER_BYTES = 44;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<CorpusVoice> voices;

    private Corpus(List<CorpusVoice> voices) {
        this.voices = List.copyOf(voices);
    }

    /** Reads the manifest that comes with the agent. */
    public static Corpus standard() {
        try {
            JsonNode manifest = JSON.readTree(bytes("manifest.json"));
            int sampleRate = manifest.required("sampleRate").asInt();
            if (sampleRate != SAMPLE_RATE) {
                throw new IllegalStateException("the corpus has " + sampleRate + " frames per second");
            }
            List<CorpusVoice> voices = new ArrayList<>();
            for (JsonNode voice : manifest.required("voices")) {
                voices.add(voice(voice));
            }
            return new Corpus(voices);
        } catch (IOException failure) {
            throw new UncheckedIOException("the manifest of the corpus cannot be read", failure);
        }
    }

    private static CorpusVoice voice(JsonNode json) {
        String id = json.required("id").asText();
        List<CorpusAsset> assets = new ArrayList<>();
        for (JsonNode asset : json.required("assets")) {
            assets.add(new CorpusAsset(
                    id,
                    asset.required("id").asText(),
                    CorpusAsset.Kind.valueOf(asset.required("kind").asText()),
                    asset.required("text").asText(),
                    asset.required("file").asText(),
                    asset.required("sha256").asText(),
                    asset.required("frames").asInt(),
                    asset.required("firstVoicedFrame").asInt(),
                    asset.required("lastVoicedFrame").asInt(),
                    asset.required("licence").asText()));
        }
        return new CorpusVoice(
                id,
                CorpusVoice.Role.valueOf(json.required("role").asText()),
                json.required("description").asText(),
                assets);
    }

    /** Ids of the callers' voices, at least two, the usual one first. */
    public List<String> voices() {
        return ids(CorpusVoice.Role.CALLER);
    }

    /** Id of the calibration agent's voice. */
    public String agentVoice() {
        return ids(CorpusVoice.Role.AGENT).getFirst();
    }

    private List<String> ids(CorpusVoice.Role role) {
        return voices.stream()
                .filter(voice -> voice.role() == role)
                .map(CorpusVoice::id)
                .toList();
    }

    /**
     * Gets a voice, a caller's or the agent's.
     *
     * @throws IllegalArgumentException if there is none of this id
     */
    public CorpusVoice voice(String id) {
        return voices.stream()
                .filter(voice -> voice.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the corpus has no voice \"" + id + "\""));
    }

    /**
     * Gets an asset.
     *
     * @throws IllegalArgumentException if there is no such voice, or it does not say this
     */
    public CorpusAsset asset(String voice, String id) {
        return voice(voice).assets().stream()
                .filter(asset -> asset.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("voice " + voice + " has no asset \"" + id + "\""));
    }

    /**
     * Reads the samples of an asset, after checking that its file is the one that the manifest describes.
     *
     * @return as many samples in [-1, 1] as the asset has frames, a new array each time
     */
    public float[] samples(CorpusAsset asset) {
        byte[] wav = wav(asset);
        ByteBuffer data = ByteBuffer.wrap(wav, WAV_HEADER_BYTES, wav.length - WAV_HEADER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        float[] samples = new float[asset.frames()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = data.getShort() / 32768f;
        }
        return samples;
    }

    /** Reads the WAV file of an asset, after checking that it is the one that the manifest describes. */
    public byte[] wav(CorpusAsset asset) {
        try {
            byte[] wav = bytes(asset.file());
            String actual = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(wav));
            if (!actual.equals(asset.sha256()) || wav.length != WAV_HEADER_BYTES + 2L * asset.frames()) {
                throw new IllegalStateException("the file " + asset.file() + " is not the one of the manifest");
            }
            return wav;
        } catch (IOException failure) {
            throw new UncheckedIOException("the file " + asset.file() + " of the corpus cannot be read", failure);
        } catch (NoSuchAlgorithmException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static byte[] bytes(String file) throws IOException {
        try (InputStream in = Corpus.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new FileNotFoundException(file);
            }
            return in.readAllBytes();
        }
    }
}
