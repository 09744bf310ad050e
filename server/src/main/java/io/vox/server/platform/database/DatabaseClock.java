package io.vox.server.platform.database;

import java.time.Instant;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The clock of what is stored, in queries: the time at which the statement began. */
public final class DatabaseClock {
    public static final Field<Instant> NOW = DSL.field("vox_now()", SQLDataType.INSTANT);

    private DatabaseClock() {}
}
