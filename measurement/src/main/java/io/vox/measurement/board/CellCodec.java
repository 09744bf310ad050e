package io.vox.measurement.board;

import io.vox.measurement.metric.LatencyTally;
import io.vox.measurement.metric.RateTally;
import io.vox.measurement.metric.Tally;
import io.vox.measurement.statistics.ClusterHistogram;
import io.vox.measurement.statistics.ClusterProportions;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
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
        Output out = new Output();
        out.addNumber(VERSION);
        out.addText(cell.methodVersion());
        ConversationCounts counts = cell.conversations();
        out.addNumber(counts.held());
        out.addNumber(counts.counted());
        out.addNumber(counts.agentFaults());
        out.addNumber(counts.harnessFaults());
        out.addNumber(counts.unavailable());
        out.addNumber(counts.canceled());
        out.addNumber(cell.days().size());
        long last = 0;
        for (LocalDate day : cell.days()) {
            out.addNumber(day.toEpochDay() - last);
            last = day.toEpochDay();
        }
        out.addLong(cell.idSum());
        out.addNumber(cell.tally().latencies().size());
        cell.tally().latencies().forEach((key, latency) -> {
            out.addText(key);
            write(out, latency);
        });
        out.addNumber(cell.tally().rates().size());
        cell.tally().rates().forEach((key, rate) -> {
            out.addText(key);
            write(out, rate);
        });
        return out.toBytes();
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

    private static void write(Output out, LatencyTally tally) {
        out.addNumber(tally.turns());
        out.addNumber(tally.conversations());
        out.addFlags(tally.flags());
        out.addNumber(tally.histogram().entries());
        int[] last = {0};
        tally.histogram().forEach((value, cluster, count) -> {
            out.addNumber(value - last[0]);
            out.addNumber(cluster);
            out.addNumber(count);
            last[0] = value;
        });
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

    private static void write(Output out, RateTally tally) {
        out.addNumber(tally.turns());
        out.addNumber(tally.conversations());
        out.addFlags(tally.flags());
        out.addNumber(tally.proportions().clusters());
        int[] last = {0};
        tally.proportions().forEach((cluster, successes, opportunities) -> {
            out.addNumber(cluster - last[0]);
            out.addNumber(successes);
            out.addNumber(opportunities);
            last[0] = cluster;
        });
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

    private static Set<String> readFlags(ByteBuffer in) {
        Set<String> flags = new TreeSet<>();
        for (int left = readInt(in); left > 0; left--) {
            flags.add(readText(in));
        }
        return flags;
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

    /** Bytes that grow: cells of busy days have hundreds of thousands of numbers, and are written every few seconds. */
    private static final class Output {
        private static final int LONGEST_NUMBER = 10;

        private byte[] bytes = new byte[512];
        private int size;

        void addNumber(long number) {
            ensure(LONGEST_NUMBER);
            long rest = number;
            while ((rest & ~0x7fL) != 0) {
                bytes[size++] = (byte) ((rest & 0x7f) | 0x80);
                rest >>>= 7;
            }
            bytes[size++] = (byte) rest;
        }

        void addLong(long number) {
            ensure(Long.BYTES);
            ByteBuffer.wrap(bytes).putLong(size, number);
            size += Long.BYTES;
        }

        void addText(String text) {
            byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
            addNumber(encoded.length);
            ensure(encoded.length);
            System.arraycopy(encoded, 0, bytes, size, encoded.length);
            size += encoded.length;
        }

        void addFlags(Set<String> flags) {
            addNumber(flags.size());
            new TreeSet<>(flags).forEach(this::addText);
        }

        byte[] toBytes() {
            return Arrays.copyOf(bytes, size);
        }

        private void ensure(int more) {
            if (bytes.length - size < more) {
                bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
            }
        }
    }
}
