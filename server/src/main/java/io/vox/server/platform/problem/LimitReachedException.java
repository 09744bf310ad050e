package io.vox.server.platform.problem;

/** There are as many as there may be. */
public final class LimitReachedException extends VoxException {
    private final long limit;
    private final long count;

    /**
     * Names the limit.
     *
     * @param kind plural, for people: {@code "projects"}
     */
    public LimitReachedException(String kind, long limit, long count) {
        super(ProblemCode.LIMIT_REACHED, "There are " + count + " " + kind + " already, of at most " + limit + ".");
        this.limit = limit;
        this.count = count;
    }

    @Override
    public Long limit() {
        return limit;
    }

    @Override
    public Long count() {
        return count;
    }
}
