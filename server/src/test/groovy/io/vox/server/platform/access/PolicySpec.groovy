package io.vox.server.platform.access

import io.vox.server.platform.problem.ForbiddenException
import java.time.Instant
import spock.lang.Specification

class PolicySpec extends Specification {
    Policy policy = new Policy()

    def "#who: private #keepPrivate, mainline #curate, platform #administer"() {
        given:
        Principal.User user = user(role, admin)

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
        policy.requireAdmin(user(Role.PRINCIPAL, false))

        then:
        thrown(ForbiddenException)

        when:
        policy.requireAdmin(user(Role.BASIC, true))

        then:
        noExceptionThrown()
    }

    def "#role is refused: #refused"() {
        given:
        Principal.User user = user(role, admin)

        expect:
        [
            private: { policy.requirePrivate(user) }, mainline: { policy.requireCurator(user) },
            own: { policy.requireOwner(user, user.workspaceId()) }, others: { policy.requireOwner(user, WorkspaceId.create()) },
        ].findAll { name, rule -> isRefused(rule) }.keySet() == refused as Set

        where:
        role           | admin || refused
        Role.BASIC     | false || ['private', 'mainline', 'others']
        Role.PREMIUM   | false || ['mainline', 'others']
        Role.PRINCIPAL | false || ['others']
        Role.FELLOW    | false || ['others']
        Role.BASIC     | true  || ['private', 'mainline', 'others']
    }

    private static Principal.User user(Role role, boolean admin) {
        new Principal.User(UserId.create(), WorkspaceId.create(), role, admin, WorkspaceRole.OWNER, new Principal.Session(Instant.EPOCH), AuthorizationCoverageSpec.PROFILE)
    }

    private static boolean isRefused(Closure<Void> rule) {
        try {
            rule()
            false
        } catch (ForbiddenException refused) {
            true
        }
    }
}
