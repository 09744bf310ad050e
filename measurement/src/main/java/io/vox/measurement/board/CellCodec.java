package io.vox.measurement.board;

import io.vox.measurement.metric.LatencyTally;
import io.vox.measurement.metric.RateTally;
import io.vox.measurement.metric.Tally;
import io.vox.measurement.statistics.ClusterHistogram;
import io.vox.measurement.statistics.ClusterProportions;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Writes a cell as bytes and reads it again. Equal cells have equal bytes. Numbers are written with seven bits a byte, least
 * first, and what ascends as steps, so that a conversation of 18 turns takes about 150 bytes alone and 4 a turn among
 * many.
 *
 * <pre>
 * cell      = version(1 byte) methodVersion held counted agentFaults harnessFaults unavailable canceled
 *             days {step of epoch day} idSum(8 bytes) latencies {key latency} rates {key rate}
 * latency   = turns conversations flags {flag} entries {step of value, cluster, count}
 * rate      = turns conversations flags {flag} clusters {step of cluster, successes, opportunities}
 * </pre>
 */
public final class CellCodec {
    private static final int VERSION = 1;

    private CellCodec() {}

    /** Writes a cell. */
    public static byte[] encode(Cell cell) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            writeText(out, cell.methodVersion());
            ConversationCounts counts = cell.conversations();
            writeNumber(out, counts.held());
            writeNumber(out, counts.counted());
            writeNumber(out, counts.agentFaults());
            writeNumber(out, counts.harnessFaults());
            writeNumber(out, counts.unavailable());
            writeNumber(out, counts.canceled());
            writeNumber(out, cell.days().size());
            long last = 0;
            for (LocalDate day : cell.days()) {
                writeNumber(out, day.toEpochDay() - last);
                last = day.toEpochDay();
            }
            out.writeLong(cell.idSum());
            writeNumber(out, cell.tally().latencies().size());
            for (Map.Entry<String, LatencyTally> latency :
                    cell.tally().latencies().entrySet()) {
                writeText(out, latency.getKey());
                writeLatency(out, latency.getValue());
            }
            writeNumber(out, cell.tally().rates().size());
            for (Map.Entry<String, RateTally> rate : cell.tally().rates().entrySet()) {
                writeText(out, rate.getKey());
                writeRate(out, rate.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads a cell.
     *
     * @throws IllegalArgumentException if these are not the bytes of a cell, or of a version that is not known here
     */
    public static Cell decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            int version = in.get();
            if (version != VERSION) {
                throw new IllegalArgumentException("a cell of version " + version);
            }
            Cell cell = readCell(in);
            if (in.hasRemaining()) {
                throw new IllegalArgumentException("bytes beyond the end of a cell");
            }
            return cell;
        } catch (BufferUnderflowException | DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException("not the bytes of a cell", e);
        }
    }

    private static Cell readCell(ByteBuffer in) {
        String methodVersion = readText(in);
        ConversationCounts counts =
                new ConversationCounts(readInt(in), readInt(in), readInt(in), readInt(in), readInt(in), readInt(in));
        SortedSet<LocalDate> days = new TreeSet<>();
        long day = 0;
        for (int left = readInt(in); left > 0; left--) {
            day += readNumber(in);
            days.add(LocalDate.ofEpochDay(day));
        }
        long idSum = in.getLong();
        SortedMap<String, LatencyTally> latencies = new TreeMap<>();
        for (int left = readInt(in); left > 0; left--) {
            latencies.put(readText(in), readLatency(in));
        }
        SortedMap<String, RateTally> rates = new TreeMap<>();
        for (int left = readInt(in); left > 0; left--) {
            rates.put(readText(in), readRate(in));
        }
        return new Cell(methodVersion, counts, days, idSum, new Tally(latencies, rates));
    }

    private static void writeLatency(DataOutputStream out, LatencyTally tally) throws IOException {
        writeNumber(out, tally.turns());
        writeNumber(out, tally.conversations());
        writeFlags(out, tally.flags());
        writeNumber(out, tally.histogram().entries());
        List<int[]> entries = new ArrayList<>();
        tally.histogram().forEach((value, cluster, count) -> entries.add(new int[] {value, cluster, count}));
        int last = 0;
        for (int[] entry : entries) {
            writeNumber(out, entry[0] - last);
            writeNumber(out, entry[1]);
            writeNumber(out, entry[2]);
            last = entry[0];
        }
    }

    private static LatencyTally readLatency(ByteBuffer in) {
        int turns = readInt(in);
        int conversations = readInt(in);
        Set<String> flags = readFlags(in);
        int entries = readInt(in);
        ClusterHistogram.Builder histogram = new ClusterHistogram.Builder();
        int value = 0;
        for (int left = entries; left > 0; left--) {
            value = Math.addExact(value, readInt(in));
            histogram.add(value, readBucket(readInt(in)), readInt(in));
        }
        return new LatencyTally(turns, conversations, flags, histogram.build());
    }

    private static void writeRate(DataOutputStream out, RateTally tally) throws IOException {
        writeNumber(out, tally.turns());
        writeNumber(out, tally.conversations());
        writeFlags(out, tally.flags());
        writeNumber(out, tally.proportions().clusters());
        List<int[]> clusters = new ArrayList<>();
        tally.proportions()
                .forEach((cluster, successes, opportunities) ->
                        clusters.add(new int[] {cluster, successes, opportunities}));
        int last = 0;
        for (int[] cluster : clusters) {
            writeNumber(out, cluster[0] - last);
            writeNumber(out, cluster[1]);
            writeNumber(out, cluster[2]);
            last = cluster[0];
        }
    }

    private static RateTally readRate(ByteBuffer in) {
        int turns = readInt(in);
        int conversations = readInt(in);
        Set<String> flags = readFlags(in);
        ClusterProportions.Builder proportions = new ClusterProportions.Builder(Cell.BUCKETS);
        int cluster = 0;
        for (int left = readInt(in); left > 0; left--) {
            cluster = readBucket(Math.addExact(cluster, readInt(in)));
            proportions.add(cluster, readInt(in), readInt(in));
        }
        return new RateTally(turns, conversations, flags, proportions.build());
    }

    private static int readBucket(int bucket) {
        if (bucket >= Cell.BUCKETS) {
            throw new IllegalArgumentException("bucket " + bucket + " of a cell");
        }
        return bucket;
    }

    private static void writeFlags(DataOutputStream out, Set<String> flags) throws IOException {
        writeNumber(out, flags.size());
        for (String flag : new TreeSet<>(flags)) {
            writeText(out, flag);
        }
    }

    private static Set<String> readFlags(ByteBuffer in) {
        Set<String> flags = new TreeSet<>();
        for (int left = readInt(in); left > 0; left--) {
            flags.add(readText(in));
        }
        return flags;
    }

    private static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        writeNumber(out, bytes.length);
        out.write(bytes);
    }

    private static String readText(ByteBuffer in) {
        int length = readInt(in);
        if (length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void writeNumber(DataOutputStream out, long number) throws IOException {
        long rest = number;
        while ((rest & ~0x7fL) != 0) {
            out.writeByte((int) ((rest & 0x7f) | 0x80));
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    private static int readInt(ByteBuffer in) {
        int number = Math.toIntExact(readNumber(in));
        if (number < 0) {
            throw new IllegalArgumentException("a negative number in a cell");
        }
        return number;
    }

    private static long readNumber(ByteBuffer in) {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = in.get() & 0xff;
            number |= (next & 0x7fL) << shift;
            if (next < 0x80) {
                return number;
            }
        }
        throw new IllegalArgumentException("an endless number in a cell");
    }
}
