package io.vox.server.evaluation.project

import io.vox.server.platform.access.Role
import io.vox.server.workspace.tenant.WorkspaceKind
import spock.lang.Specification

class ProjectLimitsSpec extends Specification {

    def "#kind of #role, in an organization #inOrganization: #projects projects with #workflows workflows each"() {
        expect:
        ProjectLimits.of(kind, role, inOrganization) == new ProjectLimits(projects, workflows)

        where:
        kind                       | role           | inOrganization || projects | workflows
        WorkspaceKind.PERSONAL     | Role.BASIC     | false          || 5        | 10
        WorkspaceKind.PERSONAL     | Role.BASIC     | true           || 20       | 20
        WorkspaceKind.PERSONAL     | Role.PREMIUM   | false          || 20       | 20
        WorkspaceKind.PERSONAL     | Role.PRINCIPAL | false          || 20       | 20
        WorkspaceKind.PERSONAL     | Role.FELLOW    | false          || 20       | 20
        WorkspaceKind.ORGANIZATION | Role.BASIC     | true           || 100      | 20
        WorkspaceKind.ORGANIZATION | Role.PREMIUM   | true           || 100      | 20
    }
}
