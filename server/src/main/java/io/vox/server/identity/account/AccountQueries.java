package io.vox.server.identity.account;

import static io.vox.server.schema.Tables.APP_USER;

import io.vox.server.identity.user.AccountOrigin;
import io.vox.server.identity.user.Plan;
import io.vox.server.identity.user.Standing;
import io.vox.server.identity.user.UserStatus;
import io.vox.server.platform.access.Role;
import io.vox.server.platform.access.UserId;
import io.vox.server.platform.page.Page;
import io.vox.server.platform.page.PageRequest;
import io.vox.server.schema.tables.records.AppUserRecord;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Finds accounts; those that were given up are not there. Thread-safe. */
@Singleton
class AccountQueries {
    private static final Condition THERE = APP_USER.STATUS.ne(UserStatus.DELETED.name());

    private final DSLContext database;

    AccountQueries(DSLContext database) {
        this.database = database;
    }

    Optional<Account> find(UserId id) {
        return database.selectFrom(APP_USER)
                .where(APP_USER.ID.eq(id.value()))
                .and(THERE)
                .fetchOptional(AccountQueries::account);
    }

    /** Lists accounts, newest first. */
    Page<Account> list(PageRequest page, Filter filter) {
        return page.page(
                database.selectFrom(APP_USER)
                        .where(THERE)
                        .and(page.below(APP_USER.ID))
                        .and(filter.search() == null ? DSL.noCondition() : contains(filter.search()))
                        .and(
                                filter.status() == null
                                        ? DSL.noCondition()
                                        : APP_USER.STATUS.eq(filter.status().name()))
                        .and(filter.role() == null ? DSL.noCondition() : has(filter.role()))
                        .orderBy(APP_USER.ID.desc())
                        .limit(page.rows())
                        .fetch(AccountQueries::account),
                account -> account.id().value());
    }

    private static Condition contains(String text) {
        return APP_USER.EMAIL
                .containsIgnoreCase(text)
                .or(APP_USER.USERNAME.containsIgnoreCase(text))
                .or(APP_USER.NAME.containsIgnoreCase(text));
    }

    private static Condition has(Role role) {
        Condition member = APP_USER.STANDING.eq(Standing.MEMBER.name());
        return switch (role) {
            case BASIC -> member.and(APP_USER.PLAN.eq(Plan.BASIC.name()));
            case PREMIUM -> member.and(APP_USER.PLAN.eq(Plan.PREMIUM.name()));
            case PRINCIPAL -> APP_USER.STANDING.eq(Standing.PRINCIPAL.name());
            case FELLOW -> APP_USER.STANDING.eq(Standing.FELLOW.name());
        };
    }

    private static Account account(AppUserRecord row) {
        return new Account(
                new UserId(row.getId()),
                row.getEmail(),
                row.getUsername(),
                row.getName(),
                Plan.valueOf(row.getPlan()),
                Standing.valueOf(row.getStanding()),
                row.getIsAdmin(),
                UserStatus.valueOf(row.getStatus()),
                AccountOrigin.valueOf(row.getOrigin()),
                row.getLastLogInAt(),
                row.getCreatedAt(),
                row.getUpdatedAt());
    }

    /** Which accounts; null = whatever it is. */
    record Filter(
            @Nullable String search,
            @Nullable UserStatus status,
            @Nullable Role role) {}
}
