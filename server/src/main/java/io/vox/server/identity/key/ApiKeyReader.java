package io.vox.server.identity.key;

import io.vox.server.identity.user.PrincipalRow;
import io.vox.server.platform.access.BearerReader;
import io.vox.server.platform.access.Principal;
import io.vox.server.platform.access.Scope;
import io.vox.server.platform.batch.Batches;
import io.vox.server.platform.database.Columns;
import io.vox.server.platform.secret.RandomToken;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.DSLContext;

/**
 * Reads API keys: whether the key works, and what its maker is now, in one query by indexes with each request; requests that
 * come at the same time are looked up together. Nothing is remembered, so that a key that is revoked is refused from the next
 * request on, on every server. Thread-safe.
 */
@Singleton
final class ApiKeyReader implements BearerReader {
    /** Plain and prepared once a connection, since every request of a program asks it. */
    private static final String FIND = """
            select asked.place, k.id, k.scopes, %s
            from %s as asked (secret_hash, place)
                join api_key_secret s on s.secret_hash = asked.secret_hash
                join api_key k on k.id = s.key_id
                join principal p on p.user_id = k.created_by and p.workspace_id = k.workspace_id
            where (s.expires_at is null or s.expires_at > ?)
                and k.revoked_at is null and (k.expires_at is null or k.expires_at > ?)
                and p.status in ('ACTIVE', 'SUSPENDED')
            """.formatted(PrincipalRow.COLUMNS, Columns.numbered("bytea"));

    private static final int MOST_KEYS = 64;

    private final DSLContext database;
    private final KeyUsage usage;
    private final Clock clock;
    private final Batches<byte[], Optional<PrincipalRow>> batches = new Batches<>(MOST_KEYS, key -> 1, this::find);

    ApiKeyReader(DSLContext database, KeyUsage usage, Clock clock) {
        this.database = database;
        this.usage = usage;
        this.clock = clock;
    }

    @Override
    public boolean knows(String token) {
        return token.startsWith(ApiKeySecret.PREFIX);
    }

    @Override
    public boolean waits() {
        return true;
    }

    @Override
    public Optional<Principal> read(String token) {
        if (!ApiKeySecret.isWellFormed(token)) {
            return Optional.empty();
        }
        return batches.ask(RandomToken.hash(token)).map(row -> {
            Principal principal =
                    row.requireActive("The account of the key's maker is suspended; ask an administrator.");
            if (row.user().proof() instanceof Principal.Key key) {
                usage.note(key.id());
            }
            return principal;
        });
    }

    private List<Optional<PrincipalRow>> find(List<byte[]> hashes) {
        return database.connectionResult(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(FIND)) {
                OffsetDateTime now = OffsetDateTime.ofInstant(Instant.now(clock), ZoneOffset.UTC);
                Columns columns = new Columns(connection, statement);
                columns.addBytes(hashes, hash -> hash);
                statement.setObject(columns.next(), now);
                statement.setObject(columns.next(), now);
                List<Optional<PrincipalRow>> found =
                        new ArrayList<>(Collections.nCopies(hashes.size(), Optional.empty()));
                try (ResultSet row = statement.executeQuery()) {
                    while (row.next()) {
                        found.set(row.getInt(1) - 1, Optional.of(PrincipalRow.read(row, 3, key(row))));
                    }
                }
                return found;
            }
        });
    }

    private static Principal.Key key(ResultSet row) throws SQLException {
        return new Principal.Key(
                row.getString(2),
                Arrays.stream((String[]) row.getArray(3).getArray())
                        .map(Scope::valueOf)
                        .collect(Collectors.toSet()));
    }
}
