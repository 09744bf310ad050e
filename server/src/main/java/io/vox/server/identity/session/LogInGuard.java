package io.vox.server.identity.session;

import io.vox.server.identity.user.User;
import io.vox.server.platform.access.ClientAddress;
import io.vox.server.platform.limit.Throttle;
import io.vox.server.platform.problem.RateLimitedException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/**
 * Slows down who guesses passwords. Failures are counted by account and address together, whose door closes soon and for
 * long; by address alone; and by account alone, whose door closes late and never for long. While that one is closed, by whoever
 * fails from many addresses, the right password is good only at an address at which a session of the account began lately: so
 * nobody can shut its owner out. All others are told the same in the same time, right or wrong. It goes by what was typed,
 * and so tells nothing about which accounts there are. Thread-safe.
 */
@Singleton
public class LogInGuard {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration PLACES = Duration.ofDays(30);
    private static final Duration MEMORY = Duration.ofHours(1);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final Throttle throttle;
    private final ClientAddress addresses;
    private final GuardConfiguration configuration;

    LogInGuard(Throttle throttle, ClientAddress addresses, GuardConfiguration configuration) {
        this.throttle = throttle;
        this.addresses = addresses;
        this.configuration = configuration;
    }

    /**
     * Lets a password be tried, or not.
     *
     * @throws RateLimitedException if there were too many failures at this address
     */
    void check(String email) {
        List<String> here = List.of(pair(email), address());
        throttle.look(here).requireOpen(here);
    }

    /**
     * Says whether a password that was tried lets somebody in, and counts it if not.
     *
     * @param right whether it is the one of the account
     * @throws RateLimitedException if there were too many failures, here or anywhere, right or not
     */
    boolean admits(String email, boolean right) {
        Throttle.Doors doors = throttle.look(List.of(pair(email), address(), account(email), place(email)));
        // Again: of many guesses that were let pass at once, those after the first few learn nothing.
        doors.requireOpen(List.of(pair(email), address()));
        if (right && doors.isRemembered(place(email))) {
            forget(doors, email);
            return true;
        }
        try {
            doors.requireOpen(List.of(account(email)));
        } catch (RateLimitedException closed) {
            failHere(email);
            throw closed;
        }
        if (right) {
            forget(doors, email);
            return true;
        }
        failHere(email);
        throttle.fail(
                account(email),
                new Throttle.Pauses(configuration.accountFailures(), SECOND, Duration.ofMinutes(1), MEMORY));
        return false;
    }

    private void failHere(String email) {
        throttle.fail(pair(email), new Throttle.Pauses(configuration.failures(), SECOND, LONGEST, MEMORY));
        throttle.fail(address(), new Throttle.Pauses(configuration.addressFailures(), SECOND, LONGEST, MEMORY));
    }

    private void forget(Throttle.Doors doors, String email) {
        if (doors.isRemembered(pair(email))) {
            throttle.forget(pair(email));
        }
    }

    /** Notes that somebody proved at this address to be the owner of the account, by a password or otherwise. */
    void began(String email) {
        throttle.note(place(email), PLACES);
    }

    /**
     * Counts something else that costs or can be guessed at, by address.
     *
     * @throws RateLimitedException if there was too much of it
     */
    public void takeOfAddress(String what) {
        throttle.take(what + " " + addresses.current(), configuration.requestsPerHour(), Duration.ofHours(1));
    }

    /**
     * Counts a mail to an address, whoever asked for it and whether or not it is sent.
     *
     * @throws RateLimitedException if there were too many
     */
    public void takeMail(String email) {
        throttle.take("mail " + User.normalize(email), configuration.mailsPerHour(), Duration.ofHours(1));
    }

    private String pair(String email) {
        return "log-in " + User.normalize(email) + " " + addresses.current();
    }

    private String place(String email) {
        return "log-in place " + User.normalize(email) + " " + addresses.current();
    }

    private static String account(String email) {
        return "log-in account " + User.normalize(email);
    }

    private String address() {
        return "log-in address " + addresses.current();
    }
}
