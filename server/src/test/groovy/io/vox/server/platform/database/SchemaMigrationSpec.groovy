package io.vox.server.platform.database

import groovy.sql.Sql
import io.vox.server.support.TestPostgres
import java.sql.SQLException
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.Timeout

class SchemaMigrationSpec extends Specification {
    @Shared
    DatabaseAddress migrated = TestPostgres.newDatabase()

    def "servers that start at once migrate a database once"() {
        given:
        DatabaseAddress address = TestPostgres.emptyDatabase()
        Callable<Void> migrate = { DatabaseStart.migrate(address, DatabaseStart.PATIENCE) }

        when:
        Executors.newFixedThreadPool(3).withCloseable { it.invokeAll([migrate] * 3)*.get() }

        then:
        rows(address, 'select id from databasechangelog').size() == migrations().size()
        rows(address, "select value #>> '{}' as digest from setting where key = 'schema.digest'").size() == 1
    }

    def "a server that was killed while it migrated does not stop the next"() {
        given:
        DatabaseAddress address = TestPostgres.newDatabase()
        Sql sql = TestPostgres.open(address)
        sql.execute("update databasechangeloglock set locked = true, lockedby = 'a server that died', lockgranted = now()")
        sql.execute("delete from setting where key = 'schema.digest'")

        when:
        DatabaseStart.migrate(address, DatabaseStart.PATIENCE)

        then:
        rows(address, 'select locked from databasechangeloglock')*.locked == [false]

        cleanup:
        sql?.close()
    }

    @Timeout(60)
    def "a database that is as it should be is not looked through"() {
        given: "Liquibase would wait for its tables"
        DatabaseAddress address = TestPostgres.newDatabase()
        Sql holder = TestPostgres.open(address)
        holder.connection.autoCommit = false
        holder.execute('lock table databasechangelog, databasechangeloglock in access exclusive mode')

        when:
        DatabaseStart.migrate(address, DatabaseStart.PATIENCE)

        then:
        noExceptionThrown()

        cleanup:
        holder?.close()
    }

    def "each migration is one change, named as its file, and can be undone"() {
        expect:
        file.name ==~ /\d{4}-[a-z]+(-[a-z]+)+\.sql/
        with(file.text) {
            startsWith("--liquibase formatted sql\n\n--changeset vox:${file.name - '.sql'}")
            it.findAll('--changeset').size() == 1
            contains('\n--rollback ')
        }

        where:
        file << migrations()
    }

    def "no two have one number"() {
        expect:
        migrations()*.name*.take(4).toUnique().size() == migrations().size()
    }

    def "all migrations can be undone, and done again"() {
        given:
        DatabaseAddress address = TestPostgres.newDatabase()

        when:
        Rollback.all(address, migrations().size())

        then:
        rows(address, "select tablename from pg_tables where schemaname = 'public' and tablename not like 'databasechangelog%'").empty

        when:
        DatabaseStart.migrate(address, DatabaseStart.PATIENCE)

        then:
        rows(address, 'select vox_now() as now').size() == 1
    }

    def "every constraint is named after its table"() {
        expect:
        rows(TestPostgres.newDatabase(), '''
            select c.relname as "table", n.conname as name from pg_constraint n join pg_class c on c.oid = n.conrelid
            join pg_namespace s on s.oid = c.relnamespace
            where s.nspname = 'public' and c.relname not like 'databasechangelog%' and n.contype <> 'n'
            ''').findAll { !(it.name ==~ /${it.table}_(.+_)?(pkey|key|fkey|check)/) } == []
    }

    def "a value of #domain may be #good, not #bad"() {
        expect:
        rows(migrated, "select cast('$good' as $domain) is not null as taken")*.taken == [true]

        when:
        rows(migrated, "select cast('$bad' as $domain)")

        then:
        SQLException refused = thrown()
        refused.SQLState == '23514'

        where:
        domain           | good                 | bad
        'job_status'     | 'RUNNING'            | 'RUN'
        'job_event_type' | 'CANCEL_REQUESTED'   | 'cancel_requested'
        'fault_kind'     | 'TARGET_UNAVAILABLE' | 'BAD_LUCK'
        'visibility'     | 'PRIVATE'            | ''
        'fleet'          | 'WORKSPACE'          | 'NAVY'
        'creator_role'   | 'FELLOW'             | 'ADMIN'
        'provider_sku'   | 'CONVO_AI'           | 'CONVO'
        'call_origin'    | 'EVAL'               | 'PHONE'
        'turn_kind'      | 'BACKCHANNEL'        | 'ANSWERED'
        'turn_outcome'   | 'NOT_YIELDED'        | 'RESPONSE'
        'label'          | 'x' * 200            | 'x' * 201
        'sha256_digest'  | '\\x' + 'ab' * 32    | '\\x' + 'ab' * 31
        'cardinal'       | 0                    | -1
        'ordinal'        | 1                    | 0
        'frame'          | 0                    | -1
        'answer_ms'      | 10_000               | 10_001
    }

    def "every foreign key has an index, or its target is never deleted from"() {
        when: "what is deleted: expired tokens and keys"
        List<String> deletedFrom = ['refresh_token', 'challenge', 'idempotency_key']

        then:
        rows(TestPostgres.newDatabase(), "select confrelid::regclass::text as target from pg_constraint where contype = 'f'")
                *.target.findAll { it in deletedFrom } == []
    }

    def "what belongs to a tenant cannot refer to another tenant's"() {
        given: "tables with a workspace, and those whose rows may be used by everyone"
        Map<String, String> shared = [
            'job_workflow_id_fkey': 'everyone may run what is public',
            'job_workflow_version_id_fkey': 'everyone may run what is public',
            'job_eval_set_id_fkey': 'everyone may run what is public',
            'job_eval_set_version_id_fkey': 'everyone may run what is public',
            'job_provider_id_fkey': 'providers of the platform',
            'workflow_version_provider_id_fkey': 'providers of the platform',
        ]

        when:
        List<String> single = rows(TestPostgres.newDatabase(), '''
            select n.conname as name from pg_constraint n
            where n.contype = 'f' and array_length(n.conkey, 1) = 1
              and exists (select from pg_attribute a where a.attrelid = n.conrelid and a.attname = 'workspace_id')
              and exists (select from pg_attribute a where a.attrelid = n.confrelid and a.attname = 'workspace_id')
            ''')*.name as List<String>

        then:
        single as Set == shared.keySet()
    }

    private static List<File> migrations() {
        new File('src/main/resources/db/changelog/changes').listFiles().sort { it.name } as List
    }

    private static List rows(DatabaseAddress address, String query) {
        TestPostgres.open(address).withCloseable { it.rows(query) }
    }
}
