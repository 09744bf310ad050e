package io.vox.server.platform.database

import io.vox.server.platform.home.StartException
import spock.lang.Specification

class DatabaseAddressSpec extends Specification {
    def "#url is read"() {
        expect:
        with(DatabaseAddress.parse(url)) { address ->
            address.jdbcUrl() == jdbcUrl
            address.user() == user
            address.password() == password
        }

        where:
        url                                                    || jdbcUrl                                             | user   | password
        'postgres://u:p@db.example:5433/vox'                   || 'jdbc:postgresql://db.example:5433/vox'             | 'u'    | 'p'
        'postgresql://u@db.example/vox'                        || 'jdbc:postgresql://db.example/vox'                  | 'u'    | null
        'postgres://a%40b:p%2F%25%3A+x@db/vox?sslmode=require' || 'jdbc:postgresql://db/vox?sslmode=require'          | 'a@b'  | 'p/%:+x'
        'postgres://db/vox'                                    || 'jdbc:postgresql://db/vox'                          | null   | null
        'postgres://u:p@[::1]:5432/vox'                        || 'jdbc:postgresql://[::1]:5432/vox'                  | 'u'    | 'p'
        'jdbc:postgresql://db/vox?user=u&password=p'           || 'jdbc:postgresql://db/vox?user=u&password=p'        | null   | null
    }

    def "'#url' is refused without repeating it"() {
        when:
        DatabaseAddress.parse(url)

        then:
        StartException e = thrown()
        e.exitCode() == 2
        !e.message.contains('secret')

        where:
        url << ['mysql://u:secret@db/vox', 'postgres://u:secret@db', 'postgres://u:secret@db/', 'secret', 'postgres://u:sec ret@db/vox', '']
    }

    def "a password is not shown"() {
        expect:
        !DatabaseAddress.parse(url).toString().contains('secret')

        where:
        url << ['postgres://u:secret@db/vox', 'jdbc:postgresql://db/vox?user=u&password=secret']
    }
}
