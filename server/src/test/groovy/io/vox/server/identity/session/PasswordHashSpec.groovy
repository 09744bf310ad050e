package io.vox.server.identity.session

import io.vox.server.platform.problem.ProblemCode
import io.vox.server.platform.problem.UnavailableException
import java.time.Duration
import spock.lang.Specification

class PasswordHashSpec extends Specification {
    PasswordHash passwords = new PasswordHash()

    def "a password matches its own hash alone"() {
        given:
        String hash = passwords.hash('correct horse battery staple')

        expect:
        hash ==~ '[$]argon2id[$]v=19[$]m=19456,t=2,p=1[$][A-Za-z0-9+/]{22}[$][A-Za-z0-9+/]{43}'
        passwords.matches('correct horse battery staple', hash)
        !passwords.matches('correct horse battery stapl', hash)
        !passwords.matches('', hash)
    }

    def "the same password has another hash each time"() {
        expect:
        passwords.hash('correct horse battery staple') != passwords.hash('correct horse battery staple')
    }

    def "nothing matches the password of nobody"() {
        expect:
        !passwords.matches(password, null)

        where:
        password << ['', 'nobody', 'correct horse battery staple']
    }

    def "it is the Argon2id that others compute"() {
        expect: "by the reference implementation, for 'password' and the salt 'somesaltsomesalt'"
        passwords.matches('password', '$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$K13EBUiG7JV+9ZxztmHFTdb7J0WQsnj2V8bZaqyPptE')
    }

    def "one more than may be computed at once is told to come back"() {
        when:
        new PasswordHash(0, Duration.ZERO).hash('correct horse battery staple')

        then:
        UnavailableException e = thrown()
        e.code() == ProblemCode.UNAVAILABLE
        e.code().wire() == 'unavailable'
        e.retryAfter() != null
    }
}
