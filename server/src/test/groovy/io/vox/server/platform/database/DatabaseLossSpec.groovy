package io.vox.server.platform.database

import io.vox.server.platform.home.StartException
import io.vox.server.platform.home.VoxHome
import io.vox.server.platform.secret.RandomToken
import io.vox.server.support.Api
import io.vox.server.support.TestFolder
import io.vox.server.support.TestPostgres
import io.vox.server.support.TestServer
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import spock.lang.IgnoreIf
import spock.lang.Specification
import spock.util.concurrent.PollingConditions

class DatabaseLossSpec extends Specification {
    def "while the database is gone answers say so, and after that all is well without a restart"() {
        given:
        Path home = TestFolder.make('vox-loss').resolve('home')
        EmbeddedPostgres postgres = EmbeddedPostgres.start(VoxHome.at(home), TestPostgres.SETTINGS)
        TestServer server = TestServer.on(postgres.address(), ['datasources.default.connection-timeout': 2000])
        server.fixture().setUp()
        Api api = server.fixture().person().api
        assert api.get('/me').status == 200

        when:
        postgres.close()

        then:
        with(api.get('/me')) {
            status == 503
            code == 'database_unavailable'
            header('Retry-After').toInteger() >= 1
            !text.contains('Hikari')
            !text.contains('127.0.0.1')
        }
        api.get('/health/ready').code == 'database_unavailable'
        api.get('/health/live').status == 200

        when:
        postgres = EmbeddedPostgres.start(VoxHome.at(home), TestPostgres.SETTINGS)

        then:
        new PollingConditions(timeout: 60).eventually {
            assert api.get('/me').status == 200
        }
        api.get('/health/ready').status == 200

        cleanup:
        server?.close()
        postgres?.close()
    }

    @IgnoreIf({ !EmbeddedPostgresSpec.canMount() })
    def "while the disk of the database is full answers say so, and after that all is well without a restart"() {
        given:
        Path small = TestFolder.make('vox-full')
        run('mount', '-t', 'tmpfs', '-o', 'size=400m,mode=755', 'tmpfs', "$small")
        EmbeddedPostgres postgres = EmbeddedPostgres.start(VoxHome.at(small.resolve('home')), TestPostgres.SETTINGS)
        TestServer server = TestServer.on(postgres.address(), ['datasources.default.connection-timeout': 2000, 'test.texts': true])
        server.fixture().setUp()
        Api api = server.fixture().person().api
        Closure<Api.Answer> store = { api.post('/test-texts', [text: RandomToken.random(1_000_000)]) }
        assert store().status == 200
        Path ballast = small.resolve('ballast')

        when:
        fill(ballast)
        List<Api.Answer> answers = []
        while (answers.size() < 200 && (answers.empty || answers.last().status == 200)) {
            answers << store()
        }

        then: "if the log of the database finds no room, that ends and begins again"
        with(answers.last()) {
            status == 503
            code in ['unavailable', 'database_unavailable']
            header('Retry-After').toInteger() >= 1
        }

        when:
        Files.delete(ballast)

        then:
        new PollingConditions(timeout: 60, delay: 0.2).eventually {
            assert store().status == 200
        }
        server.rows("select count(*) as n from setting where jsonb_typeof(value) = 'string' and length(value::text) > 900000")[0].n >=
                answers.count { it.status == 200 } + 2

        cleanup:
        server?.close()
        postgres?.close()
        run('umount', "$small")
    }

    def "a database that does not answer at the start is waited for, and then named"() {
        given:
        Socket nobody = new Socket()
        nobody.bind(new InetSocketAddress(InetAddress.loopbackAddress, 0))
        int port = nobody.localPort

        when:
        DatabaseStart.migrate(DatabaseAddress.parse("postgres://u:secret@127.0.0.1:$port/vox"), Duration.ofMillis(700))

        then:
        StartException e = thrown()
        e.exitCode() == 7
        e.message.contains("127.0.0.1:$port")
        !e.message.contains('secret')

        cleanup:
        nobody?.close()
    }

    def "a database that does not exist is not waited for"() {
        given:
        DatabaseAddress there = TestPostgres.newDatabase()
        long begun = System.nanoTime()

        when:
        DatabaseStart.migrate(new DatabaseAddress("${there.jdbcUrl()}_not", there.user(), there.password()), Duration.ofMinutes(2))

        then:
        thrown(StartException)
        Duration.ofNanos(System.nanoTime() - begun) < Duration.ofSeconds(30)
    }

    /** Takes all room that there is. */
    private static void fill(Path file) {
        byte[] block = new byte[1 << 16]
        Files.newOutputStream(file).withCloseable { out ->
            try {
                while (true) {
                    out.write(block)
                }
            } catch (IOException full) {
                assert full.message.contains('No space left')
            }
        }
    }

    private static void run(String... command) {
        assert new ProcessBuilder(command).inheritIO().start().waitFor() == 0
    }
}
