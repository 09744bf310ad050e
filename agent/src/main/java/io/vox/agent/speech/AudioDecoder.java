package io.vox.agent.speech;

import io.vox.measurement.audio.WavReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import javazoom.jl.decoder.Bitstream;
import javazoom.jl.decoder.Decoder;
import javazoom.jl.decoder.Header;
import javazoom.jl.decoder.JavaLayerException;
import javazoom.jl.decoder.SampleBuffer;
import org.jflac.FLACDecoder;
import org.jflac.PCMProcessor;
import org.jflac.metadata.StreamInfo;
import org.jflac.util.ByteData;

/**
 * Reads sound files and mixes their channels down to one: WAV, AIFF, AU, MP3, FLAC and Ogg Vorbis by itself, told apart by
 * their first bytes and not their names, everything else (M4A, Opus, WebM) with {@code ffmpeg} where it is installed.
 */
public final class AudioDecoder {
    private static final String FFMPEG = "ffmpeg";
    private static final Duration TIME_LIMIT = Duration.ofMinutes(2);
    private static final int SNIFFED_BYTES = 64;

    private AudioDecoder() {}

    /**
     * Reads a sound file.
     *
     * @throws SpeechException if the file is missing, broken or of a format that cannot be read here; the message says
     *     what to do
     */
    public static Pcm decode(Path file) throws SpeechException, InterruptedException {
        return decode(file, FFMPEG);
    }

    static Pcm decode(Path file, String ffmpeg) throws SpeechException, InterruptedException {
        try {
            return switch (Container.of(firstBytes(file))) {
                case WAV -> wav(file);
                case JAVA_SOUND -> javaSound(file);
                case MP3 -> mp3(file);
                case FLAC -> flac(file);
                case VORBIS -> vorbis(file);
                case OTHER -> withFfmpeg(file, ffmpeg);
            };
        } catch (NoSuchFileException missing) {
            throw new SpeechException("The sound file " + file + " does not exist.", missing);
        } catch (IOException | UnsupportedAudioFileException | JavaLayerException failure) {
            throw broken(file, failure);
        } catch (RuntimeException failure) {
            // The decoders of compressed formats answer garbage with whatever it made them stumble over.
            throw broken(file, failure);
        }
    }

    private static SpeechException broken(Path file, Exception cause) {
        return new SpeechException("The sound file " + file + " cannot be read: " + cause.getMessage(), cause);
    }

    private enum Container {
        WAV,
        JAVA_SOUND,
        MP3,
        FLAC,
        VORBIS,
        OTHER;

        static Container of(byte[] bytes) {
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            if (text.startsWith("RIFF") || text.startsWith("RF64")) {
                return WAV;
            }
            if (text.startsWith("FORM") || text.startsWith(".snd")) {
                return JAVA_SOUND;
            }
            if (text.startsWith("fLaC")) {
                return FLAC;
            }
            if (text.startsWith("OggS")) {
                return text.contains("\u0001vorbis") ? VORBIS : OTHER;
            }
            // A frame of MPEG audio: eleven bits set, then a version and a layer, of which layer 00 is AAC.
            boolean frame = bytes.length > 1 && (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xE0) == 0xE0;
            return text.startsWith("ID3") || (frame && (bytes[1] & 0x06) != 0) ? MP3 : OTHER;
        }
    }

    private static byte[] firstBytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(SNIFFED_BYTES);
        }
    }

    private static Pcm wav(Path file) throws IOException {
        int sampleRate;
        try (WavReader reader = WavReader.open(file)) {
            sampleRate = reader.sampleRate();
        }
        return new Pcm(sampleRate, mixed(WavReader.readAll(file)));
    }

    private static float[] mixed(float[][] channels) {
        if (channels.length == 1) {
            return channels[0];
        }
        float[] mix = new float[channels[0].length];
        for (int i = 0; i < mix.length; i++) {
            double sum = 0;
            for (float[] channel : channels) {
                sum += channel[i];
            }
            mix[i] = (float) (sum / channels.length);
        }
        return mix;
    }

    private static Pcm javaSound(Path file) throws IOException, UnsupportedAudioFileException {
        try (AudioInputStream in = AudioSystem.getAudioInputStream(file.toFile());
                AudioInputStream pcm = AudioSystem.getAudioInputStream(sixteenBits(in.getFormat()), in)) {
            return drain(pcm);
        }
    }

    private static Pcm vorbis(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return VorbisDecoder.decode(in);
        }
    }

    private static AudioFormat sixteenBits(AudioFormat format) {
        int channels = format.getChannels();
        return new AudioFormat(
                AudioFormat.Encoding.PCM_SIGNED,
                format.getSampleRate(),
                16,
                channels,
                2 * channels,
                format.getSampleRate(),
                false);
    }

    private static Pcm drain(AudioInputStream pcm) throws IOException {
        byte[] bytes = pcm.readAllBytes();
        SampleCollector collector = new SampleCollector();
        collector.accept(bytes, bytes.length, pcm.getFormat().getChannels(), 2);
        return collector.finish(Math.round(pcm.getFormat().getSampleRate()));
    }

    private static Pcm mp3(Path file) throws IOException, JavaLayerException {
        SampleCollector collector = new SampleCollector();
        int sampleRate = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            Bitstream stream = new Bitstream(in);
            Decoder decoder = new Decoder();
            for (Header header = stream.readFrame(); header != null; header = stream.readFrame()) {
                SampleBuffer block = (SampleBuffer) decoder.decodeFrame(header, stream);
                sampleRate = block.getSampleFrequency();
                collector.accept(block.getBuffer(), block.getBufferLength(), block.getChannelCount());
                stream.closeFrame();
            }
        }
        if (sampleRate == 0) {
            throw new IOException("there is no sound in it");
        }
        return collector.finish(sampleRate);
    }

    private static Pcm flac(Path file) throws IOException {
        SampleCollector collector = new SampleCollector();
        int[] sampleRate = new int[1];
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            FLACDecoder decoder = new FLACDecoder(in);
            decoder.addPCMProcessor(new PCMProcessor() {
                private int channels = 1;
                private int bytesPerSample = 2;

                @Override
                public void processStreamInfo(StreamInfo streamInfo) {
                    sampleRate[0] = streamInfo.getSampleRate();
                    channels = streamInfo.getChannels();
                    bytesPerSample = (streamInfo.getBitsPerSample() + 7) / 8;
                }

                @Override
                public void processPCM(ByteData pcm) {
                    collector.accept(pcm.getData(), pcm.getLen(), channels, bytesPerSample);
                }
            });
            decoder.decode();
        }
        return collector.finish(sampleRate[0]);
    }

    private static Pcm withFfmpeg(Path file, String ffmpeg) throws IOException, SpeechException, InterruptedException {
        if (!Command.isInstalled(ffmpeg)) {
            throw new SpeechException("The sound file " + file
                    + " is not WAV, AIFF, AU, MP3, FLAC or Ogg Vorbis, and ffmpeg, which may know its format, is missing."
                    + " Install ffmpeg, or convert the file to WAV.");
        }
        try (Scratch scratch = Scratch.create()) {
            Path wav = scratch.file("decoded.wav");
            List<String> words = List.of(
                    ffmpeg,
                    "-v",
                    "error",
                    "-nostdin",
                    "-y",
                    "-i",
                    "file:" + file.toAbsolutePath(),
                    "-vn",
                    "-c:a",
                    "pcm_s16le",
                    "-f",
                    "wav",
                    wav.toString());
            Command.run(words, scratch.folder(), TIME_LIMIT);
            return wav(wav);
        }
    }
}
