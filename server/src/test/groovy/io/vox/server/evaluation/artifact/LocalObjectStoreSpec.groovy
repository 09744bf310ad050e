package io.vox.server.evaluation.artifact

import io.vox.server.platform.home.VoxHome
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class LocalObjectStoreSpec extends Specification {
    static final String KEY = 'job_1/art_1'

    @TempDir
    Path folder

    ObjectStore store

    def setup() {
        store = new LocalObjectStore(VoxHome.at(folder), new ArtifactConfiguration(0))
    }

    def "an object grows by parts and is sealed once"() {
        expect:
        store.size(KEY) == 0
        append(0, 'abc') == 3
        append(3, 'de') == 5
        store.size(KEY) == 5

        when:
        2.times { store.seal(KEY) }

        then:
        store.size(KEY) == 5
        store.open(KEY, 2, 3).text == 'cde'
        store.open(KEY, 1, 2).text == 'bc'
        store.open(KEY, 0, 1).read() == 'a' as char
        store.digest(KEY).encodeHex().toString() == 'abcde'.digest('SHA-256')

        when:
        append(5, 'f')

        then:
        thrown(ObjectStore.OffsetWrongException)
    }

    def "bytes at another offset are refused and change nothing"() {
        given:
        append(0, 'abc')

        when:
        append(offset, 'x')

        then:
        ObjectStore.OffsetWrongException e = thrown()
        e.size() == 3
        store.size(KEY) == 3

        where:
        offset << [0, 2, 4]
    }

    def "of too many bytes none stays"() {
        given:
        append(0, 'abc')

        when:
        store.append(KEY, 3, new ByteArrayInputStream('defg'.bytes), 3)

        then:
        thrown(ObjectStore.TooLargeException)
        store.size(KEY) == 3
    }

    def "of a source that fails, what came before stays"() {
        given:
        InputStream failing = new SequenceInputStream(new ByteArrayInputStream('abc'.bytes), new InputStream() {
            @Override
            int read() {
                throw new IOException('reset by peer')
            }
        })

        when:
        store.append(KEY, 0, failing, 100)

        then:
        thrown(ObjectStore.SourceFailedException)
        store.size(KEY) == 3
    }

    def "a disk without room is told apart from other faults, and what was written before is whole"() {
        given: "the file of Linux that is always full"
        append(0, 'abc')
        Files.delete(folder.resolve('artifacts/job_1/art_1.part'))
        Files.createSymbolicLink(folder.resolve('artifacts/job_1/art_1.part'), Path.of('/dev/full'))

        when:
        append(0, 'abc')

        then:
        thrown(ObjectStore.StorageFullException)
    }

    def "a key that leads out of the folder is none"() {
        when:
        store.size(key)

        then:
        thrown(IllegalArgumentException)

        where:
        key << ['../x', '/etc/passwd', 'a/b/c', 'A', '', 'a/', 'a/..']
    }

    def "what is removed is gone, and can be begun again"() {
        given:
        append(0, 'abc')

        when:
        2.times { store.remove(KEY) }

        then:
        store.size(KEY) == 0
        append(0, 'x') == 1
    }

    def "the folder is closed to others"() {
        given:
        append(0, 'abc')

        expect:
        Files.getPosixFilePermissions(folder.resolve('artifacts'))*.name() as Set == ['OWNER_READ', 'OWNER_WRITE', 'OWNER_EXECUTE'] as Set
    }

    private long append(long offset, String text) {
        store.append(KEY, offset, new ByteArrayInputStream(text.bytes), 100)
    }
}
