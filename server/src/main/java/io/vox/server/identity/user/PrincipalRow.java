package io.vox.server.identity.user;

import io.vox.server.platform.access.Principal;
import io.vox.server.platform.access.Profile;
import io.vox.server.platform.access.UserId;
import io.vox.server.platform.access.WorkspaceId;
import io.vox.server.platform.access.WorkspaceRole;
import io.vox.server.platform.problem.ForbiddenException;
import io.vox.server.platform.problem.ProblemCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;

/**
 * What the view {@code principal} says of a user in a workspace, to those who read bearers: they join it as {@code p} to
 * what they know.
 *
 * @param user as it is now
 * @param status suspended users are found, to be told so
 */
public record PrincipalRow(Principal.User user, UserStatus status) {
    /** What a query selects, for {@link #read}. */
    public static final String COLUMNS =
            "p.user_id, p.workspace_id, p.standing, p.plan, p.is_admin, p.workspace_role, p.status,"
                    + " p.email, p.username, p.name, p.created_at, p.workspace_kind, p.workspace_name";

    /**
     * Reads the columns of a row.
     *
     * @param before how many others come before them
     */
    public static PrincipalRow read(ResultSet row, int before, Principal.Proof proof) throws SQLException {
        return new PrincipalRow(
                new Principal.User(
                        new UserId(row.getString(before + 1)),
                        new WorkspaceId(row.getString(before + 2)),
                        User.role(Standing.valueOf(row.getString(before + 3)), Plan.valueOf(row.getString(before + 4))),
                        row.getBoolean(before + 5),
                        WorkspaceRole.valueOf(row.getString(before + 6)),
                        proof,
                        new Profile(
                                row.getString(before + 8),
                                row.getString(before + 9),
                                row.getString(before + 10),
                                row.getObject(before + 11, OffsetDateTime.class).toInstant(),
                                row.getString(before + 12),
                                row.getString(before + 13))),
                UserStatus.valueOf(row.getString(before + 7)));
    }

    /**
     * Returns the user.
     *
     * @param publicDetail what somebody is told who is suspended
     * @throws ForbiddenException if the user is suspended
     */
    public Principal requireActive(String publicDetail) {
        if (status == UserStatus.SUSPENDED) {
            throw new ForbiddenException(ProblemCode.SUSPENDED, publicDetail);
        }
        return user;
    }
}
