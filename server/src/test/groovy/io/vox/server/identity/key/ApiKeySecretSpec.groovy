package io.vox.server.identity.key

import java.util.zip.CRC32
import spock.lang.Specification

/** VOX-KEY-02. */
class ApiKeySecretSpec extends Specification {
    static final String ALPHABET = [*('0'..'9'), *('A'..'Z'), *('a'..'z')].join('')

    def "a key is recognised by its form alone"() {
        given:
        String key = ApiKeySecret.create().value()

        expect:
        key ==~ /vox_live_[0-9A-Za-z]{49}/
        ApiKeySecret.isWellFormed(key)

        and: "as others can compute it from the contract"
        key[-6..-1] == checksum(key[9..-7])
    }

    def "a key with any one character changed is none"() {
        given:
        String key = ApiKeySecret.create().value()

        expect:
        (9..<key.length()).every { at ->
            String other = key.substring(0, at) + (key[at] == 'a' ? 'b' : 'a') + key.substring(at + 1)
            !ApiKeySecret.isWellFormed(other)
        }
        !ApiKeySecret.isWellFormed(key + 'a')
        !ApiKeySecret.isWellFormed(key[0..-2])
        !ApiKeySecret.isWellFormed('')
    }

    def "it is never shown by accident"() {
        given:
        ApiKeySecret key = ApiKeySecret.create()

        expect:
        "$key" == key.value().take(13)
    }

    private static String checksum(String random) {
        CRC32 crc = new CRC32()
        crc.update(random.bytes)
        long rest = crc.value
        (1..6).collect {
            String digit = ALPHABET[(int) (rest % 62)]
            rest = rest.intdiv(62)
            digit
        }.reverse().join('')
    }
}
