package io.vox.server.platform.problem;

import java.util.Locale;

/** What can go wrong, as programs are told. Equals the catalogue {@code api-spec/problems.yaml}. */
public enum ProblemCode {
    VALIDATION_FAILED(400, "The request is not valid"),
    CURSOR_INVALID(400, "The cursor is not valid"),
    STEPS_INVALID(400, "The steps are not valid"),
    REPORT_INVALID(400, "The report contradicts itself"),
    INIT_CODE_WRONG(401, "The init code is wrong"),
    UNAUTHENTICATED(401, "Credentials are missing or not valid"),
    CREDENTIALS_WRONG(401, "Email or password is wrong"),
    REFRESH_TOKEN_INVALID(401, "The refresh token is not valid"),
    ACTIVATION_TOKEN_INVALID(401, "The activation token is not valid"),
    VERIFICATION_INVALID(401, "The code or link is not valid"),
    RESET_TOKEN_INVALID(401, "The link to choose a password is not valid"),
    OAUTH_FAILED(401, "Signing in elsewhere did not work"),
    AGENT_TOKEN_INVALID(401, "The eval agent token is not valid"),
    FORBIDDEN(403, "This is not allowed"),
    PLAN_REQUIRED(403, "The plan does not include this"),
    SUSPENDED(403, "The account is suspended"),
    ACCOUNT_NOT_ACTIVE(403, "The account is not activated"),
    LOGIN_TOO_OLD(403, "The login is too long ago"),
    SCOPE_MISSING(403, "The API key does not include this"),
    WORKFLOW_NEEDS_SECRETS(403, "The workflow needs secrets of another workspace"),
    CSRF_TOKEN_MISSING(403, "The token against forged requests is missing"),
    NOT_FOUND(404, "There is nothing at this address"),
    REGION_NOT_FOUND(404, "There is no such region"),
    PROVIDER_NOT_FOUND(404, "There is no such provider"),
    PROJECT_NOT_FOUND(404, "There is no such project"),
    WORKFLOW_NOT_FOUND(404, "There is no such workflow"),
    EVAL_SET_NOT_FOUND(404, "There is no such eval set"),
    VERSION_NOT_FOUND(404, "There is no such version"),
    RUN_NOT_FOUND(404, "There is no such run"),
    JOB_NOT_FOUND(404, "There is no such job"),
    RESULT_NOT_FOUND(404, "There is no such result"),
    ARTIFACT_NOT_FOUND(404, "There is no such file"),
    EVAL_AGENT_NOT_FOUND(404, "There is no such eval agent"),
    EVAL_AGENT_TOKEN_NOT_FOUND(404, "There is no such eval agent token"),
    API_KEY_NOT_FOUND(404, "There is no such API key"),
    USER_NOT_FOUND(404, "There is no such user"),
    MAIL_NOT_FOUND(404, "There is no such mail"),
    SECRET_NOT_FOUND(404, "There is no such secret"),
    SETTING_NOT_FOUND(404, "There is no such setting"),
    IDENTITY_NOT_FOUND(404, "There is no such identity"),
    METHOD_NOT_ALLOWED(405, "This address does not take this method"),
    NOT_ACCEPTABLE(406, "None of the accepted media types can be answered"),
    SETUP_ALREADY_COMPLETED(409, "The server is set up already"),
    SETUP_REQUIRED(409, "The server is not set up yet"),
    EMAIL_TAKEN(409, "The email belongs to another account"),
    USERNAME_TAKEN(409, "The username belongs to another account"),
    LAST_ADMIN(409, "There is no other administrator"),
    USER_NOT_INTERNAL(409, "The user is not internal"),
    USER_NOT_ACTIVE(409, "The account is not in use"),
    USER_NOT_PENDING(409, "The account does not wait for activation"),
    LAST_CREDENTIAL(409, "There would be no way to sign in"),
    REGION_EXISTS(409, "The region exists already"),
    SECRET_MISSING(409, "The workspace lacks a secret"),
    REGION_INACTIVE(409, "The region takes no new jobs"),
    PROVIDER_EXISTS(409, "The provider exists already"),
    PROJECT_NOT_EMPTY(409, "The project is not empty"),
    PROJECT_IS_DEFAULT(409, "The default project stays"),
    MAINLINE_NEEDS_PUBLIC(409, "Mainline needs public"),
    JOB_NOT_PENDING(409, "The job does not wait any more"),
    JOB_FINISHED(409, "The job has ended"),
    LEASE_LOST(409, "The lease is lost"),
    SESSION_ENDED(409, "The session has ended"),
    IDEMPOTENCY_IN_FLIGHT(409, "The first request with this key is not answered yet"),
    SECRET_ALREADY_SHOWN(409, "The secret was shown before"),
    UPLOAD_OFFSET_WRONG(409, "The upload does not go on there"),
    UPLOAD_FINISHED(409, "The upload is finished"),
    UPLOAD_INCOMPLETE(409, "The upload is not complete"),
    VERSION_MISMATCH(412, "It was changed since"),
    PAYLOAD_TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body's media type is not taken"),
    LIMIT_REACHED(422, "A limit is reached"),
    IDEMPOTENCY_KEY_REUSED(422, "The idempotency key belongs to another request"),
    CHECKSUM_MISMATCH(422, "The checksum is another"),
    RATE_LIMITED(429, "Too many requests"),
    QUOTA_EXHAUSTED(429, "The month's requests are used up"),
    INTERNAL_ERROR(500, "Unexpected error"),
    DATABASE_UNAVAILABLE(503, "The database does not answer"),
    UNAVAILABLE(503, "The server cannot answer now"),
    STORAGE_FULL(507, "There is no room for the file");

    private final int status;
    private final String title;

    ProblemCode(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /** Returns the status of the answer. */
    public int status() {
        return status;
    }

    /** Returns the kind of problem in words, the same for every problem with this code. */
    public String title() {
        return title;
    }

    /** Returns the code on the wire, lower snake case. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
