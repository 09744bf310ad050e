package io.vox.measurement.board;

import io.vox.measurement.analysis.Turn;
import io.vox.measurement.metric.Metrics;
import io.vox.measurement.metric.Tally;
import io.vox.measurement.statistics.ClusterSeed;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What conversations of one product and region contribute to boards. Merging is exact, associative and commutative. The
 * conversations are spread over {@value #BUCKETS} buckets by a hash of their id; a bucket is what intervals resample, so
 * that a cell stays small however many there are. Immutable.
 *
 * @param methodVersion version of the definitions; cells of different ones are never merged (measurement 1.7)
 * @param conversations counts of all, the excluded ones too
 * @param days on which there were counted conversations
 * @param idSum sum of the hashes of the counted conversations' ids, from which seeds are derived: it does not depend on
 *     the order of merging
 * @param tally the samples of the counted conversations
 */
public record Cell(
        String methodVersion, ConversationCounts conversations, SortedSet<LocalDate> days, long idSum, Tally tally) {
    /** Buckets of conversations. */
    public static final int BUCKETS = 512;

    private static final int BUCKET_BITS = 9;

    public Cell {
        if (methodVersion.isEmpty()) {
            throw new IllegalArgumentException("a cell without a method version");
        }
        days = Collections.unmodifiableSortedSet(new TreeSet<>(days));
    }

    /**
     * Makes the cell of a conversation that counts.
     *
     * @param conversationId unique among all conversations ever
     * @param day on which it is counted
     * @param counts of this conversation
     * @param turns of this conversation
     * @param flags of this conversation
     */
    public static Cell ofCounted(
            String conversationId,
            LocalDate day,
            ConversationCounts counts,
            String methodVersion,
            List<Turn> turns,
            Collection<String> flags) {
        if (counts.counted() != 1) {
            throw new IllegalArgumentException("conversation " + conversationId + " does not count");
        }
        long hash = hash(conversationId);
        int bucket = (int) (hash >>> (Long.SIZE - BUCKET_BITS));
        return new Cell(methodVersion, counts, new TreeSet<>(List.of(day)), hash, Metrics.tally(turns, flags, bucket));
    }

    /** Makes the cell of conversations that do not count and are only numbered. */
    public static Cell ofExcluded(String methodVersion, ConversationCounts counts) {
        if (counts.counted() != 0) {
            throw new IllegalArgumentException(counts.counted() + " of these conversations count");
        }
        return new Cell(methodVersion, counts, new TreeSet<>(), 0, new Tally(new TreeMap<>(), new TreeMap<>()));
    }

    /**
     * Adds cells of different conversations up.
     *
     * @param parts at least one
     * @throws IllegalArgumentException if they are of different method versions
     */
    public static Cell merge(List<Cell> parts) {
        Cell first = parts.getFirst();
        if (parts.size() == 1) {
            return first;
        }
        requireOneMethod(parts);
        TreeSet<LocalDate> days = new TreeSet<>();
        parts.forEach(part -> days.addAll(part.days));
        return new Cell(
                first.methodVersion,
                ConversationCounts.sum(parts.stream().map(Cell::conversations).toList()),
                days,
                parts.stream().mapToLong(Cell::idSum).sum(),
                Tally.merge(parts.stream().map(Cell::tally).toList()));
    }

    static void requireOneMethod(Collection<Cell> cells) {
        List<String> versions =
                cells.stream().map(Cell::methodVersion).distinct().toList();
        if (versions.size() > 1) {
            throw new IllegalArgumentException(
                    "figures of different methods are never averaged together: " + String.join(", ", versions));
        }
    }

    /** Spreads the bits of the hash of an id (Stafford's mix 13); ids of the same moment differ in few. */
    private static long hash(String id) {
        long hash = ClusterSeed.of(List.of(id));
        hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
        return hash ^ (hash >>> 31);
    }
}
