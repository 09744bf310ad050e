package io.vox.server.support

import groovy.sql.Sql
import io.vox.server.platform.database.DatabaseAddress
import io.vox.server.platform.database.DatabaseStart
import io.vox.server.platform.database.EmbeddedPostgres
import io.vox.server.platform.home.VoxHome
import java.nio.file.Path
import java.time.Duration
import java.time.Instant
import java.util.concurrent.atomic.AtomicInteger

/** The one PostgreSQL of a test JVM. Its databases are copies of a migrated template, made in some 50 ms each. */
class TestPostgres {
    private static final String TEMPLATE = 'vox_template'
    private static final AtomicInteger COUNT = new AtomicInteger()

    /** Nothing has to survive a crash of the machine, and specs of several servers take many connections. */
    static final Map<String, String> SETTINGS = [
        fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '300',
        // Not the JVM's, so that a time that is read in the wrong zone is seen.
        timezone: 'Asia/Kathmandu',
    ]

    private static EmbeddedPostgres postgres

    /** A new database with the schema and nothing in it. */
    static synchronized DatabaseAddress newDatabase() {
        empty(TEMPLATE)
    }

    /** A new database without the schema. */
    static synchronized DatabaseAddress emptyDatabase() {
        empty('template0')
    }

    /** Opens a database of this server. */
    static Sql open(DatabaseAddress address) {
        Sql.newInstance(address.jdbcUrl(), address.user(), address.password())
    }

    /** Moves the clock of leases and due times, for all connections at once. */
    static void shiftClock(DatabaseAddress address, Duration shift) {
        setClock(address, "statement_timestamp() + interval ''${shift.toMillis()} milliseconds''")
    }

    /** Stops that clock. */
    static void stopClock(DatabaseAddress address, Instant at) {
        setClock(address, "timestamptz ''$at''")
    }

    private static void setClock(DatabaseAddress address, String now) {
        open(address).withCloseable { sql ->
            sql.execute("create or replace function vox_now() returns timestamptz language sql stable parallel safe as 'select $now'" as String)
        }
    }

    /** Everything that is in the databases of all specs so far, by database. */
    static synchronized Map<String, String> dumps() {
        (1..<COUNT.get() + 1).collectEntries { number ->
            String name = "spec_$number"
            [(name): open(at(name)).withCloseable { sql -> dump(sql) }]
        }
    }

    /** Everything that is in a database, as text; bytes are hexadecimal. */
    static String dump(Sql sql) {
        sql.rows("select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'")*.name
                .collect { name -> sql.rows("select t::text as line from \"$name\" t" as String)*.line.join('\n') }.join('\n')
    }

    private static DatabaseAddress empty(String template) {
        if (postgres == null) {
            start()
        }
        String name = "spec_${COUNT.incrementAndGet()}"
        create(name, template)
        at(name)
    }

    private static void start() {
        postgres = EmbeddedPostgres.start(VoxHome.at(Path.of('target/test-home')), SETTINGS)
        addShutdownHook { postgres.close() }
        open(postgres.superuser()).withCloseable { sql ->
            sql.rows("select datname from pg_database where datname like 'spec\\_%' or datname = $TEMPLATE").each {
                sql.execute("drop database $it.datname with (force)" as String)
            }
        }
        create(TEMPLATE, 'template0')
        DatabaseStart.migrate(at(TEMPLATE), DatabaseStart.PATIENCE)
    }

    private static void create(String name, String template) {
        open(postgres.superuser()).withCloseable { sql ->
            sql.execute("create database $name owner vox template $template" as String)
        }
    }

    private static DatabaseAddress at(String name) {
        DatabaseAddress own = postgres.address()
        new DatabaseAddress(own.jdbcUrl().replaceFirst(/[^\/]+$/, name), own.user(), own.password())
    }
}
