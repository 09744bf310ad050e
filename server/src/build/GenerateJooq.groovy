import io.zonky.test.db.postgres.embedded.EmbeddedPostgres
import java.security.MessageDigest
import java.util.logging.Level
import java.util.logging.Logger
import liquibase.Liquibase
import liquibase.database.DatabaseFactory
import liquibase.database.jvm.JdbcConnection
import liquibase.resource.DirectoryResourceAccessor
import org.jooq.codegen.GenerationTool
import org.jooq.meta.jaxb.Configuration
import org.jooq.meta.jaxb.Database
import org.jooq.meta.jaxb.ForcedType
import org.jooq.meta.jaxb.Generate
import org.jooq.meta.jaxb.Generator
import org.jooq.meta.jaxb.Jdbc
import org.jooq.meta.jaxb.Logging
import org.jooq.meta.jaxb.Target as JooqTarget

// Classes of the tables, made from the migrations as a real PostgreSQL understands them. Does nothing while neither the
// migrations nor this script have changed.
File base = project.basedir
File migrations = new File(base, 'src/main/resources')
File target = new File(project.build.directory, 'generated-sources/jooq')
File stamp = new File(project.build.directory, 'generated-sources/jooq.stamp')

MessageDigest digest = MessageDigest.getInstance('SHA-256')
List<File> inputs = [new File(base, 'src/build/GenerateJooq.groovy')]
new File(migrations, 'db').eachFileRecurse(groovy.io.FileType.FILES) { inputs << it }
inputs.sort { it.path }.each {
    digest.update(it.name.bytes)
    digest.update(it.bytes)
}
String hash = digest.digest().encodeHex()

// A server compares it with what its database holds, instead of looking through all migrations at each start.
File changelog = new File(project.build.outputDirectory, 'db/changelog')
changelog.mkdirs()
new File(changelog, 'digest').text = hash

project.addCompileSourceRoot(target.path)
if (stamp.exists() && stamp.text == hash && target.exists()) {
    return
}

Logger.getLogger('liquibase').level = Level.WARNING
EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()
try {
    postgres.postgresDatabase.connection.withCloseable { connection ->
        def database = DatabaseFactory.instance.findCorrectDatabaseImplementation(new JdbcConnection(connection))
        new Liquibase('db/changelog/root.yaml', new DirectoryResourceAccessor(migrations), database).update('')
    }
    target.deleteDir()
    GenerationTool.generate(new Configuration()
            .withLogging(Logging.WARN)
            .withJdbc(new Jdbc().withUrl(postgres.getJdbcUrl('postgres', 'postgres')).withUser('postgres'))
            .withGenerator(new Generator()
                    .withDatabase(new Database()
                            .withName('org.jooq.meta.postgres.PostgresDatabase')
                            .withInputSchema('public')
                            .withOutputSchemaToDefault(true)
                            .withExcludes('databasechangelog.*')
                            // Columns of domains are of the types below them, as the driver sees them.
                            .withIncludeDomains(false)
                            .withForcedTypes(new ForcedType().withName('INSTANT').withIncludeTypes('(?i)timestamptz|timestamp\\ with\\ time\\ zone.*')))
                    .withGenerate(new Generate()
                            .withGlobalObjectReferences(true)
                            .withRecords(true)
                            .withImplicitJoinPathsToOne(false)
                            .withImplicitJoinPathsToMany(false)
                            .withImplicitJoinPathsManyToMany(false)
                            .withPojos(false)
                            .withDaos(false)
                            .withJavadoc(false)
                            .withSources(false)
                            .withDeprecated(false))
                    .withTarget(new JooqTarget().withPackageName('io.vox.server.schema').withDirectory(target.path))))
    stamp.parentFile.mkdirs()
    stamp.text = hash
} finally {
    postgres.close()
}
