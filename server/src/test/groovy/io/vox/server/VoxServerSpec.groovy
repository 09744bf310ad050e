package io.vox.server

import io.vox.server.support.Api
import io.vox.server.support.Fixture
import io.vox.server.support.ServerProcess
import io.vox.server.support.TestFolder
import io.vox.server.support.TestPostgres
import java.nio.file.Files
import java.nio.file.Path
import java.time.Duration
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.Stepwise
import spock.util.concurrent.PollingConditions

/** The life of a server with a PostgreSQL of its own, in a folder that its features hand on. */
@Stepwise
class VoxServerSpec extends Specification {
    @Shared
    Path home = TestFolder.make('vox-home').resolve('vox')

    @Shared
    String token

    PollingConditions soon = new PollingConditions(timeout: 60, delay: 0.02)

    def "the first start makes all that is needed, and PostgreSQL is an unprivileged child"() {
        given:
        ServerProcess server = start()

        expect:
        server.api().get('/health/ready').status == 200
        Files.exists(home.resolve('postgres/data/PG_VERSION'))
        parent(server.postgres) == server.process.pid()

        and: "as nobody who may do anything, and not as the browsers of eval agents"
        String uid = userOf(server.postgres)
        System.getProperty('user.name') != 'root' || !(uid in ['0', '65534'])

        when:
        Map body = [
            initCode: Files.readString(home.resolve('keys/init-code')).strip(), adminEmail: Fixture.ADMIN_EMAIL, adminName: 'Ada',
            adminPassword: Fixture.PASSWORD, scoutEmail: Fixture.SCOUT_EMAIL,
        ]
        server.api().post('/setup', body).ok
        token = logIn(server)

        then:
        server.api(token).get('/me').status == 200

        cleanup:
        server?.close()
    }

    def "after #signal nothing is left, and the data and the keys are there at the next start"() {
        given:
        ServerProcess server = start()
        ProcessHandle postgres = server.postgres

        expect:
        server.api(token).get('/me').status == 200

        when:
        server.signal(signal)

        then:
        server.exitCode == exitCode
        !postgres.alive
        !Files.exists(home.resolve('postgres/data/postmaster.pid'))

        cleanup:
        server?.close()

        where:
        signal | exitCode
        'TERM' | 143
        'INT'  | 130
        'HUP'  | 129
    }

    def "after a KILL PostgreSQL is gone within five seconds, and the next start works"() {
        when: "a machine may be busy now and then"
        List<Duration> ends = []
        while (ends.size() < 3 && !ends.any { it < Duration.ofSeconds(5) }) {
            ends << timeToEndAfterKill()
        }

        then:
        ends.last() < Duration.ofSeconds(5)

        when:
        ServerProcess next = start()

        then:
        next.api(token).get('/me').status == 200

        cleanup:
        next?.close()
    }

    def "a server that is to end with its stdin does so in order, and leaves nothing"() {
        given:
        ServerProcess server = start(VOX_END_WITH_STDIN: 'true')
        ProcessHandle postgres = server.postgres

        when: "whoever started it is gone"
        server.process.outputStream.close()

        then:
        server.exitCode == 0
        !postgres.alive
        !Files.exists(home.resolve('postgres/data/postmaster.pid'))

        cleanup:
        server?.close()
    }

    def "the next start need not wait until the killed one's PostgreSQL has ended"() {
        given:
        ServerProcess server = start()
        server.address

        when:
        server.signal('KILL')
        ServerProcess next = start()

        then:
        next.api(token).get('/me').status == 200

        cleanup:
        server?.close()
        next?.close()
    }

    def "a second server on the same folder is refused"() {
        given:
        ServerProcess server = start()
        server.address

        when:
        ServerProcess second = start()

        then:
        second.exitCode == 7
        second.errorText.contains("Another Vox server runs on $home")
        server.api().get('/health/ready').status == 200

        cleanup:
        server?.close()
        second?.close()
    }

    def "a PostgreSQL that ends by itself is started again, and meanwhile requests are told to come back"() {
        given:
        ServerProcess server = start()
        Api api = server.api(token)
        assert api.get('/me').status == 200
        long old = server.postgres.pid()

        when:
        assert new ProcessBuilder('kill', '-KILL', "$old").start().waitFor() == 0

        then:
        new PollingConditions(timeout: 60, delay: 0.1).eventually {
            Api.Answer answer = api.get('/me')
            assert answer.status == 200 || answer.code == 'database_unavailable' && answer.header('Retry-After') != null
            assert answer.status == 200
            assert server.postgres.pid() != old
        }

        cleanup:
        server?.close()
    }

    def "a port that another program has is named"() {
        given:
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName('127.0.0.1'))

        when:
        ServerProcess server = start(VOX_PORT: taken.localPort as String)

        then:
        server.exitCode == 7
        server.errorText.contains('VOX_PORT chooses another')

        cleanup:
        taken?.close()
        server?.close()
    }

    def "#what is named, with exit code #exitCode"() {
        when:
        ServerProcess server = start(environment)

        then:
        server.exitCode == exitCode
        server.errorText.readLines().last() ==~ /vox server: .*${message}.*/

        cleanup:
        server?.close()

        where:
        what                        | environment                                                          || exitCode | message
        'a port that is none'       | [VOX_PORT: 'abc']                                                    || 2        | 'VOX_PORT'
        'a URL that is none'        | [DATABASE_URL: 'mysql://x']                                          || 2        | 'DATABASE_URL'
        'a secret that is too short' | [VOX_IDENTITY_JWT_SECRET: 'short']                                  || 2        | 'VOX_IDENTITY_JWT_SECRET'
        'a home that cannot be'     | [VOX_HOME: '/proc/vox']                                              || 7        | 'VOX_HOME'
        'a wrong password'          | [DATABASE_URL: { TestPostgres.newDatabase().with { it.jdbcUrl().replace('jdbc:', '').replace('//', '//vox:wrong@') } }] || 7 | 'password'
    }

    def "a key that is damaged, #how, is named and not replaced"() {
        given:
        File key = home.resolve("keys/$name").toFile()
        byte[] good = key.bytes
        key.bytes = bytes as byte[]

        when:
        ServerProcess server = start()

        then:
        server.exitCode == 7
        server.errorText.readLines().last().contains("The key in $key is damaged")
        key.bytes == bytes as byte[]

        cleanup:
        server?.close()
        key.bytes = good

        where:
        how               | name       | bytes
        'emptied'         | 'jwt'      | []
        'overwritten'     | 'jwt'      | [0, 1, 2, 255] * 20
        'cut off'         | 'postgres' | [65] * 10
    }

    @Requires({ System.getProperty('user.name') == 'root' })
    def "root without setpriv is told what is missing"() {
        when:
        ServerProcess server = start(PATH: '/nonexistent')

        then:
        server.exitCode == 7
        server.errorText.contains('setpriv (of util-linux)')

        cleanup:
        server?.close()
    }

    private Duration timeToEndAfterKill() {
        start().withCloseable { server ->
            ProcessHandle postgres = server.postgres
            List<ProcessHandle> family = [server.process.toHandle(), postgres, *postgres.descendants().toList()]
            assert server.api(token).get('/me').status == 200
            long begun = System.nanoTime()
            server.signal('KILL')
            soon.eventually {
                assert family.every { !it.alive }
            }
            Duration.ofNanos(System.nanoTime() - begun)
        }
    }

    private ServerProcess start(Map<String, Object> environment = [:]) {
        new ServerProcess([VOX_HOME: home.toString(), *: environment.collectEntries { name, value -> [name, value instanceof Closure ? value() : value] }])
    }

    private static String logIn(ServerProcess server) {
        server.api().post('/auth/login', [email: Fixture.ADMIN_EMAIL, password: Fixture.PASSWORD]).ok.accessToken
    }

    private static long parent(ProcessHandle process) {
        process.parent().map { it.pid() }.orElse(-1L)
    }

    private static String userOf(ProcessHandle process) {
        new File("/proc/${process.pid()}/status").readLines().find { it.startsWith('Uid:') }.split(/\s+/)[1]
    }
}
