package io.vox.server.identity.user;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.vox.server.platform.access.UserId;
import java.util.Optional;

/** Accounts, one at a time. What changes them is {@link UserChanges}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
public interface UserRepository extends GenericRepository<User, UserId> {
    /** Adds an account. */
    User save(User user);

    Optional<User> findById(UserId id);

    /** Finds by the address in lower case. */
    Optional<User> findByEmail(String email);
}
