package io.vox.server.platform.database

import groovy.sql.Sql
import io.vox.server.platform.home.StartException
import io.vox.server.platform.home.VoxHome
import io.vox.server.support.TestFolder
import io.vox.server.support.TestPostgres
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.sql.SQLException
import java.time.Duration
import spock.lang.IgnoreIf
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.Stepwise
import spock.util.concurrent.PollingConditions

/** Its features use one folder one after the other. */
@Stepwise
class EmbeddedPostgresSpec extends Specification {
    @Shared
    Path folder = TestFolder.make('vox-pg').resolve('home')

    EmbeddedPostgres postgres

    void cleanup() {
        postgres?.close()
    }

    def "it is durable, speaks UTF-8 and listens at the loopback address only"() {
        when:
        start()

        then:
        setting('fsync') == 'on'
        setting('full_page_writes') == 'on'
        setting('synchronous_commit') == 'on'
        setting('data_checksums') == 'on'
        setting('server_encoding') == 'UTF8'
        setting('listen_addresses') == '127.0.0.1'
        setting('password_encryption') == 'scram-sha-256'
    }

    def "nobody comes in without the password, and the server itself is no superuser"() {
        given:
        start()

        when:
        Sql.newInstance(postgres.address().jdbcUrl(), 'vox', 'wrong')

        then:
        thrown(SQLException)

        and:
        row("select rolsuper or rolcreatedb or rolcreaterole as mighty from pg_roles where rolname = 'vox'").mighty == false
        ['postgres', 'postgres-superuser'].every {
            PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("keys/$it"))) == 'rw-------'
        }
    }

    def "the data and the port are the same at the next start, which is quick"() {
        given:
        start()
        String url = postgres.address().jdbcUrl()
        execute('create table kept (x int)')
        execute('insert into kept values (1)')

        when:
        List<Duration> starts = (1..3).collect {
            postgres.close()
            long begun = System.nanoTime()
            start()
            Duration.ofNanos(System.nanoTime() - begun)
        }

        then: "the first one takes several seconds; the machine may be busy now and then"
        starts.min() < Duration.ofSeconds(3)
        postgres.address().jdbcUrl() == url
        row('select x from kept').x == 1
    }

    def "where another program has its port it takes another, for good"() {
        given:
        int port = Files.readString(folder.resolve('postgres/port')).strip() as int
        ServerSocket taken = new ServerSocket(port, 1, InetAddress.getByName('127.0.0.1'))

        when:
        start()

        then:
        Files.readString(folder.resolve('postgres/port')).strip() as int != port
        row('select x from kept').x == 1

        cleanup:
        taken?.close()
    }

    def "a status file that names a process of somebody else does not stop it"() {
        given:
        Files.writeString(folder.resolve('postgres/data/postmaster.pid'), "${pid}\n$folder/postgres/data\n")

        when:
        start()

        then:
        row('select x from kept').x == 1

        where:
        pid << ["${ProcessHandle.current().pid()}", '99999999', 'x']
    }

    def "a PostgreSQL that outlived its server is ended"() {
        given: "one that nothing ties to us"
        start()
        List<String> command = postgres.@arguments as List<String>
        Object programs = postgres.@programs
        postgres.close()
        Process orphan = programs.startServer(command, folder.resolve('logs/postgres.log'))
        awaitReady(orphan)

        when:
        start()

        then:
        !orphan.alive
        row('select x from kept').x == 1
    }

    def "two do not run on one folder"() {
        given:
        start()

        when:
        EmbeddedPostgres.start(VoxHome.at(folder), [:])

        then:
        StartException e = thrown()
        e.message.contains('Another Vox server runs on')
        row('select x from kept').x == 1
    }

    def "data of another major version are not touched, and named"() {
        given:
        File version = folder.resolve('postgres/data/PG_VERSION').toFile()
        String now = version.text
        version.text = '14\n'

        when:
        start()

        then:
        StartException e = thrown()
        e.exitCode() == 7
        e.message.contains('another major version')

        cleanup:
        version.text = now
    }

    def "a setting that PostgreSQL does not know is what it says it is"() {
        when:
        postgres = EmbeddedPostgres.start(VoxHome.at(folder), [no_such_setting: '1'])

        then:
        StartException e = thrown()
        e.message.contains('no_such_setting')

        when:
        start()

        then:
        row('select x from kept').x == 1
    }

    @Requires({ System.getProperty('user.name') == 'root' })
    def "root's own home, which is closed, stays closed: the data go elsewhere"() {
        given:
        Path closed = TestFolder.make('vox-closed')
        Path home = closed.resolve('home')

        when:
        postgres = EmbeddedPostgres.start(VoxHome.at(home), [:])

        then:
        row('select 1 as x').x == 1
        home.resolve('postgres').toRealPath().startsWith('/var/lib/vox')
        PosixFilePermissions.toString(Files.getPosixFilePermissions(closed)) == 'rwx------'

        when:
        postgres.close()
        postgres = EmbeddedPostgres.start(VoxHome.at(home), [:])

        then:
        row('select 1 as x').x == 1

        cleanup:
        postgres?.close()
        home.resolve('postgres').toRealPath().toFile().deleteDir()
        closed.toFile().deleteDir()
    }

    @IgnoreIf({ !EmbeddedPostgresSpec.canMount() })
    def "a disk that is full is named, and nothing half-made is taken for whole"() {
        given:
        Path small = TestFolder.make('vox-small')
        run('mount', '-t', 'tmpfs', '-o', "size=$size,mode=755", 'tmpfs', "$small")

        when:
        EmbeddedPostgres.start(VoxHome.at(small.resolve('home')), [:])

        then:
        StartException e = thrown()
        e.exitCode() == 7
        e.message.contains('No space left on device') || e.message.contains('disk is full')

        when:
        run('mount', '-o', 'remount,size=1g', "$small")
        postgres = EmbeddedPostgres.start(VoxHome.at(small.resolve('home')), TestPostgres.SETTINGS)

        then:
        row('select 1 as x').x == 1

        cleanup:
        postgres?.close()
        run('umount', "$small")

        where: "while unpacking; while making the data"
        size << ['20m', '75m']
    }

    static boolean canMount() {
        Path folder = TestFolder.make('vox-mount')
        boolean can = new ProcessBuilder('mount', '-t', 'tmpfs', 'tmpfs', "$folder").start().waitFor() == 0
        if (can) {
            run('umount', "$folder")
        }
        can
    }

    private static void run(String... command) {
        assert new ProcessBuilder(command).inheritIO().start().waitFor() == 0
    }

    private void start() {
        postgres = EmbeddedPostgres.start(VoxHome.at(folder), [:])
    }

    private void awaitReady(Process process) {
        File status = folder.resolve('postgres/data/postmaster.pid').toFile()
        new PollingConditions(timeout: 60, delay: 0.02).eventually {
            assert !process.alive || status.exists() && status.readLines()[7]?.strip() == 'ready'
        }
        assert process.alive
    }

    private String setting(String name) {
        row("select current_setting('$name') as value" as String).value
    }

    private Object row(String query) {
        TestPostgres.open(postgres.address()).withCloseable { it.firstRow(query) }
    }

    private void execute(String statement) {
        TestPostgres.open(postgres.address()).withCloseable { it.execute(statement) }
    }
}
