package io.vox.server.support

import groovy.sql.GroovyRowResult
import groovy.sql.Sql
import io.vox.server.ServerSettings
import io.vox.server.VoxServer
import io.vox.server.platform.database.DatabaseAddress
import java.nio.file.Path
import java.time.Duration
import java.time.Instant

/** A server with a database of its own. Specs share one unless they change what is not theirs: then they start another. */
class TestServer implements AutoCloseable {
    /** All specs come from one address, and share the machine with others: many that ask at once may wait for a connection. */
    private static final Map<String, Object> ROOMY = [
        'vox.identity.guard.address-failures': 100_000, 'vox.identity.guard.requests-per-hour': 100_000,
        'datasources.default.connection-timeout': 20_000,
    ]

    private static TestServer shared

    final DatabaseAddress database
    final Path home
    private final URI address
    private final VoxServer server
    private Sql sql

    private TestServer(DatabaseAddress database, Path home, Map<String, Object> properties) {
        this.database = database
        this.home = home
        String url = "${database.jdbcUrl()}?user=${database.user()}&password=${database.password()}"
        server = VoxServer.start(new ServerSettings(home, Optional.of(url), '127.0.0.1', 0, false), properties)
        address = server.address()
    }

    /** The server that all specs of this JVM share, set up. What a spec finds there may be another's. */
    static synchronized TestServer shared() {
        if (shared == null) {
            shared = start([:])
            new Fixture(shared).setUp()
        }
        shared
    }

    /** Starts a server that is not set up, with a new database unless another server's is given. */
    static TestServer start(Map<String, Object> properties, TestServer other = null) {
        new TestServer(
                other?.database ?: TestPostgres.newDatabase(),
                other?.home ?: TestFolder.make('vox-test'),
                [*: ROOMY, *: properties])
    }

    /** Starts a server on a given database. */
    static TestServer on(DatabaseAddress database, Map<String, Object> properties) {
        new TestServer(database, TestFolder.make('vox-test'), [*: ROOMY, *: properties])
    }

    Api api(String token = null) {
        new Api(address, token)
    }

    Fixture fixture() {
        new Fixture(this)
    }

    def <T> T bean(Class<T> type) {
        server.context().getBean(type)
    }

    /** Where it listens, or did while it ran. */
    URI address() {
        address
    }

    /** Rows of a query, with ? for the parameters. */
    synchronized List<GroovyRowResult> rows(String query, List<Object> parameters = []) {
        connected().rows(query, parameters)
    }

    /** Changes what is in the tables, with ? for the parameters. */
    synchronized void execute(String statement, List<Object> parameters = []) {
        connected().execute(statement, parameters)
    }

    void shiftClock(Duration shift) {
        TestPostgres.shiftClock(database, shift)
    }

    void stopClock(Instant at) {
        TestPostgres.stopClock(database, at)
    }

    @Override
    synchronized void close() {
        sql?.close()
        server.close()
    }

    /** The specs' own connection, which costs more than most of what is asked; a new one where a spec has ended the last. */
    private Sql connected() {
        if (sql == null || !sql.connection.isValid(5)) {
            sql?.close()
            sql = TestPostgres.open(database)
        }
        sql
    }
}
