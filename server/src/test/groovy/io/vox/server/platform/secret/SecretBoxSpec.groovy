package io.vox.server.platform.secret

import io.vox.server.platform.home.Production
import io.vox.server.platform.home.StartException
import io.vox.server.platform.home.VoxHome
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

/** VOX-RULE-02: what is sealed is worth nothing without a key that is not in the database. */
class SecretBoxSpec extends Specification {
    static final String FIRST = 'first:' + Base64.encoder.encodeToString(new byte[32])
    static final String SECOND = 'second:' + Base64.encoder.encodeToString((1..32) as byte[])

    static final String SENSELESS = '{"alg":"PBES2-HS256+A128KW","enc":"A256GCM","p2s":"AAAA","p2c":-1,"ctx":"mail 1"}'.bytes.encodeBase64Url().toString() + '.AAAA.AAAA.AAAA.AAAA'

    @TempDir
    Path folder

    def "what is sealed is opened where it belongs, and every time it looks different"() {
        given:
        SecretBox box = box(FIRST)

        expect:
        box.open('mail 1', box.seal('mail 1', 'a secret')) == 'a secret'
        box.seal('mail 1', 'a secret') != box.seal('mail 1', 'a secret')
        !box.seal('mail 1', 'a secret').contains('a secret')
    }

    def "#what is not opened"() {
        when:
        box(key).open(context, change(box(FIRST).seal('mail 1', 'a secret')))

        then:
        thrown(IllegalStateException)

        where:
        what                     | key                               | context  | change
        'what belongs elsewhere' | FIRST                             | 'mail 2' | { it }
        'what was changed'       | FIRST                             | 'mail 1' | { String it -> it.replaceAll(/.{4}$/, 'AAAA') }
        'what is something else' | FIRST                             | 'mail 1' | { 'something else' }
        'what makes no sense'    | FIRST                             | 'mail 1' | { SENSELESS }
        'what another key seals' | SECOND                            | 'mail 1' | { it }
        'what another key of that name seals' | SECOND.replace('second', 'first') | 'mail 1' | { it }
    }

    def "a key is replaced: what the one before sealed is still opened"() {
        given:
        String old = box(FIRST).seal('mail 1', 'a secret')
        SecretBox box = box("$SECOND,$FIRST")

        expect:
        box.open('mail 1', old) == 'a secret'
        !box.isCurrent(old)
        box.isCurrent(box.seal('mail 1', 'a secret'))
    }

    def "without a configured key there is one beside the database, for its owner alone"() {
        when:
        String sealed = box(null).seal('mail 1', 'a secret')

        then:
        box(null).open('mail 1', sealed) == 'a secret'
        Files.getPosixFilePermissions(folder.resolve('home/keys/master')).collect { "$it" as String }.sort() == ['OWNER_READ', 'OWNER_WRITE']
    }

    def "a key that makes no sense stops the start, and so does none in production"() {
        when:
        keys(key, production)

        then:
        StartException e = thrown()
        e.message.contains('VOX_SECRET_MASTER_KEY')
        e.exitCode() == StartException.CONFIGURATION

        where:
        key                                            | production
        'nonsense'                                     | false
        'k:' + Base64.encoder.encodeToString(new byte[31]) | false
        "$FIRST,nonsense" as String                    | false
        null                                           | true
        ' '                                            | true
    }

    def "codes of different things are different, and of another key too"() {
        given:
        MasterKeys keys = keys(FIRST, false)

        expect:
        keys.authenticate('code', '123456') == keys.authenticate('code', '123456')
        keys.authenticate('code', '123456') != keys.authenticate('code', '123457')
        keys.authenticate('code', '123456') != keys.authenticate('other', '123456')
        keys.authenticate('code', '123456') != this.keys(SECOND, false).authenticate('code', '123456')
    }

    private SecretBox box(String key) {
        new SecretBox(keys(key, false))
    }

    private MasterKeys keys(String key, boolean production) {
        new MasterKeys(new SecretConfiguration(key), VoxHome.at(folder.resolve('home')), new Production(production))
    }
}
