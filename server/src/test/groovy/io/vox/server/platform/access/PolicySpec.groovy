package io.vox.server.platform.access

import io.vox.server.platform.problem.ForbiddenException
import spock.lang.Specification

class PolicySpec extends Specification {
    Policy policy = new Policy()

    def "#who: private #keepPrivate, mainline #curate, platform #administer"() {
        given:
        Principal.User user = new Principal.User(UserId.create(), WorkspaceId.create(), role, admin)

        expect:
        policy.mayKeepPrivate(user) == keepPrivate
        policy.mayCurateMainline(user) == curate
        policy.mayAdminister(user) == administer

        where:
        who           | role           | admin || keepPrivate | curate | administer
        'Basic'       | Role.BASIC     | false || false       | false  | false
        'Premium'     | Role.PREMIUM   | false || true        | false  | false
        'Principal'   | Role.PRINCIPAL | false || true        | true   | false
        'Fellow'      | Role.FELLOW    | false || true        | true   | false
        'Basic admin' | Role.BASIC     | true  || false       | false  | true
    }

    def "only who runs the platform is not refused"() {
        when:
        policy.requireAdmin(new Principal.User(UserId.create(), WorkspaceId.create(), Role.PRINCIPAL, false))

        then:
        thrown(ForbiddenException)

        when:
        policy.requireAdmin(new Principal.User(UserId.create(), WorkspaceId.create(), Role.BASIC, true))

        then:
        noExceptionThrown()
    }
}
