package io.vox.server.support

import java.nio.file.Files
import java.nio.file.Path
import java.util.jar.Attributes
import java.util.jar.JarEntry
import java.util.jar.JarOutputStream
import java.util.jar.Manifest

/**
 * The server as a program: a jar of its classes, and beside it what the JVM noted when one process ended, so that the next
 * ones start in less than half the time. (Notes are taken of jars alone, not of folders.)
 */
class ServerProgram {
    private static final Path FOLDER = Path.of('target/spec-server')

    private ServerProgram() {}

    /** What starts it. */
    static synchronized List<String> command() {
        Path jar = FOLDER.resolve('server.jar')
        Map<String, Path> content = content()
        if (!Files.exists(jar) || content.values().any { Files.getLastModifiedTime(it) > Files.getLastModifiedTime(jar) }) {
            Files.createDirectories(FOLDER)
            write(jar, content)
        }
        return [
            "${System.getProperty('java.home')}/bin/java" as String, '-Xmx256m', '--sun-misc-unsafe-memory-access=allow', '-XX:TieredStopAtLevel=1',
            '-XX:+UseSerialGC', '-XX:+AutoCreateSharedArchive', "-XX:SharedArchiveFile=${FOLDER.resolve('server.jsa').toAbsolutePath()}" as String,
            '-Xlog:disable', '-jar', jar.toAbsolutePath().toString(),
        ]
    }

    /** What is in the folders of the class path, by name; folders too, since beans and migrations are found by what theirs hold. */
    private static Map<String, Path> content() {
        Map<String, Path> content = [:]
        classPath().findAll { Files.isDirectory(it) && !it.endsWith('test-classes') }.each { root ->
            Files.walk(root).withCloseable { it.toList() }.findAll { it != root }.each { path ->
                content.putIfAbsent(root.relativize(path).toString() + (Files.isDirectory(path) ? '/' : ''), path)
            }
        }
        return content
    }

    private static void write(Path jar, Map<String, Path> content) {
        Manifest manifest = new Manifest()
        [
            (Attributes.Name.MANIFEST_VERSION): '1.0', (Attributes.Name.MAIN_CLASS): 'io.vox.server.VoxServer',
            (Attributes.Name.CLASS_PATH): classPath().findAll { Files.isRegularFile(it) }*.toUri().join(' '),
            (new Attributes.Name('Enable-Native-Access')): 'ALL-UNNAMED',
        ].each { name, value -> manifest.mainAttributes.put(name, value) }
        new JarOutputStream(Files.newOutputStream(jar), manifest).withCloseable { out ->
            content.findAll { it.key != 'META-INF/MANIFEST.MF' }.each { name, path ->
                out.putNextEntry(new JarEntry(name))
                if (!name.endsWith('/')) {
                    out << Files.readAllBytes(path)
                }
            }
        }
    }

    private static List<Path> classPath() {
        System.getProperty('java.class.path').split(File.pathSeparator).collect { Path.of(it) }
    }
}
