package io.vox.server.platform.access;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who may use which operation of the contract. An operation that takes a bearer and has no row is refused to everybody, and
 * fails the build.
 */
final class OperationTable {
    private static final Map<String, Access> ROWS = Stream.of(
                    rows(
                            Access.READ,
                            "getMe",
                            "listProviders",
                            "getProvider",
                            "listProjects",
                            "getProject",
                            "listWorkflows",
                            "getWorkflow",
                            "listWorkflowVersions",
                            "getWorkflowVersion",
                            "listEvalSets",
                            "getEvalSet",
                            "listEvalSetVersions",
                            "getEvalSetVersion",
                            "listRuns",
                            "getRun",
                            "listJobs",
                            "getJob",
                            "listJobCalls",
                            "listJobEvents",
                            "streamJobEvents",
                            "listJobArtifacts",
                            "listResults",
                            "getResult",
                            "getArtifact",
                            "downloadArtifact",
                            "listEvalAgents",
                            "getEvalAgent",
                            "listApiKeys",
                            "getApiKey",
                            "getApiKeyUsage"),
                    rows(Access.RUN, "createRun", "cancelJob", "deleteJob"),
                    rows(
                            Access.WRITE,
                            "createProvider",
                            "updateProvider",
                            "createWorkflow",
                            "updateWorkflow",
                            "deleteWorkflow",
                            "setWorkflowMainline",
                            "setWorkflowVisibility",
                            "createEvalSet",
                            "updateEvalSet",
                            "deleteEvalSet",
                            "setEvalSetMainline",
                            "setEvalSetVisibility"),
                    rows(Access.ARRANGE, "createProject", "updateProject", "deleteProject"),
                    rows(
                            Access.MANAGE,
                            "listEvalAgentTokens",
                            "createEvalAgentToken",
                            "revokeEvalAgentToken",
                            "listSecrets",
                            "setSecret",
                            "deleteSecret",
                            "listAuditEvents",
                            "downloadAuditEvents"),
                    rows(Access.KEYS, "createApiKey", "updateApiKey", "revokeApiKey", "rotateApiKey"),
                    rows(
                            Access.PLATFORM,
                            "createRegion",
                            "listUsers",
                            "createUser",
                            "getUser",
                            "updateUser",
                            "requestActivation",
                            "listMails",
                            "listSettings",
                            "listAllAuditEvents"),
                    rows(Access.PLATFORM_SESSION, "getMail", "setSetting", "deleteSetting", "resealSecrets"),
                    rows(
                            Access.SESSION,
                            "logOutEverywhere",
                            "updateMe",
                            "deleteMe",
                            "setMyPassword",
                            "getCsrfToken",
                            "getMyIdentities",
                            "deleteMyIdentity"),
                    rows(
                            Access.AGENT,
                            "registerEvalAgent",
                            "heartbeatEvalAgent",
                            "claimJob",
                            "getJobSecrets",
                            "reportJobProgress",
                            "completeJob",
                            "failJob",
                            "releaseJob",
                            "createArtifact",
                            "uploadArtifactContent",
                            "getArtifactUpload",
                            "finishArtifact"))
            .flatMap(Function.identity())
            .collect(Collectors.toUnmodifiableMap(Row::operation, Row::access));

    private OperationTable() {}

    /** Returns who may use an operation; empty if nobody said. */
    static Optional<Access> find(String operationId) {
        return Optional.ofNullable(ROWS.get(operationId));
    }

    private static Stream<Row> rows(Access access, String... operations) {
        return Arrays.stream(operations).map(operation -> new Row(operation, access));
    }

    private record Row(String operation, Access access) {}
}
