package io.vox.server.platform.database

import spock.lang.Specification

class PostgresMemorySpec extends Specification {
    def "of #memory GB PostgreSQL keeps pages in at most #buffers"() {
        expect:
        PostgresMemory.settings((memory * (1L << 30)) as long) == [shared_buffers: buffers]

        where:
        memory || buffers
        0.5    || '128MB'
        4      || '256MB'
        64     || '512MB'
    }
}
