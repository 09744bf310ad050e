package io.vox.server.platform.database

import io.vox.server.support.TestPostgres
import liquibase.Liquibase
import liquibase.database.DatabaseFactory
import liquibase.database.jvm.JdbcConnection
import liquibase.resource.ClassLoaderResourceAccessor

/** Undoes migrations, which no server ever does by itself. */
class Rollback {
    static void all(DatabaseAddress address, int count) {
        TestPostgres.open(address).withCloseable { sql ->
            def database = DatabaseFactory.instance.findCorrectDatabaseImplementation(new JdbcConnection(sql.connection))
            new Liquibase('db/changelog/root.yaml', new ClassLoaderResourceAccessor(), database).rollback(count, '')
        }
    }
}
