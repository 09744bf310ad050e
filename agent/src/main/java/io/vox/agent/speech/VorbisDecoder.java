package io.vox.agent.speech;

import com.jcraft.jogg.Packet;
import com.jcraft.jogg.Page;
import com.jcraft.jogg.StreamState;
import com.jcraft.jogg.SyncState;
import com.jcraft.jorbis.Block;
import com.jcraft.jorbis.Comment;
import com.jcraft.jorbis.DspState;
import com.jcraft.jorbis.Info;
import java.io.IOException;
import java.io.InputStream;

/** Reads the first logical stream of an Ogg file as Vorbis sound, mixed down to one channel. Not thread-safe. */
final class VorbisDecoder {
    private static final int READ_BYTES = 8192;
    private static final int HEADER_PACKETS = 3;

    private final SyncState pages = new SyncState();
    private final StreamState stream = new StreamState();
    private final Info info = new Info();
    private final Comment comment = new Comment();
    private final DspState synthesis = new DspState();
    private final Block block = new Block(synthesis);
    private final SampleCollector collector = new SampleCollector();
    private boolean streamFound;
    private int serial;
    private int headersRead;
    private long lastGranule = Long.MAX_VALUE;

    private VorbisDecoder() {}

    static Pcm decode(InputStream in) throws IOException {
        return new VorbisDecoder().run(in);
    }

    private Pcm run(InputStream in) throws IOException {
        pages.init();
        info.init();
        comment.init();
        Page page = new Page();
        while (true) {
            int at = pages.buffer(READ_BYTES);
            int count = in.read(pages.data, at, READ_BYTES);
            if (count < 0) {
                break;
            }
            pages.wrote(count);
            while (pages.pageout(page) == 1) {
                accept(page);
            }
        }
        if (headersRead < HEADER_PACKETS) {
            throw new IOException("its headers are incomplete");
        }
        // The last page tells where the sound ends; the block that holds the end goes on beyond it.
        return collector.finish(info.rate, lastGranule);
    }

    private void accept(Page page) throws IOException {
        if (!streamFound) {
            streamFound = true;
            serial = page.serialno();
            stream.init(serial);
        }
        if (page.serialno() != serial) {
            return;
        }
        stream.pagein(page);
        Packet packet = new Packet();
        while (stream.packetout(packet) == 1) {
            accept(packet);
        }
        if (page.eos() != 0) {
            lastGranule = page.granulepos();
        }
    }

    private void accept(Packet packet) throws IOException {
        if (headersRead < HEADER_PACKETS) {
            if (info.synthesis_headerin(comment, packet) < 0) {
                throw new IOException("its headers are no Vorbis headers");
            }
            headersRead++;
            if (headersRead == HEADER_PACKETS) {
                synthesis.synthesis_init(info);
                block.init(synthesis);
            }
        } else if (block.synthesis(packet) == 0) {
            synthesis.synthesis_blockin(block);
            float[][][] channels = new float[1][][];
            int[] from = new int[info.channels];
            for (int count = synthesis.synthesis_pcmout(channels, from);
                    count > 0;
                    count = synthesis.synthesis_pcmout(channels, from)) {
                collector.accept(channels[0], from, count);
                synthesis.synthesis_read(count);
            }
        }
    }
}
