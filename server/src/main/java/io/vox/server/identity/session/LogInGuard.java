package io.vox.server.identity.session;

import io.vox.server.identity.user.User;
import io.vox.server.platform.access.ClientAddress;
import io.vox.server.platform.limit.Throttle;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/**
 * Slows down who guesses passwords. Failures are counted by account and address together, whose door closes soon and for
 * long; by account alone, whose door closes late and never for long, so that nobody can shut its owner out; and by address
 * alone. It goes by what was typed, and so tells nothing about which accounts there are. Thread-safe.
 */
@Singleton
public class LogInGuard {
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
     * Lets a try pass, or not.
     *
     * @throws io.vox.server.platform.problem.RateLimitedException if there were too many failures
     */
    public void check(String email) {
        throttle.requireOpen(List.of(pair(email), account(email), address()));
    }

    /** Counts a wrong password. */
    public void failed(String email) {
        Duration second = Duration.ofSeconds(1);
        throttle.fail(pair(email), new Throttle.Pauses(configuration.failures(), second, LONGEST, MEMORY));
        throttle.fail(
                account(email),
                new Throttle.Pauses(configuration.accountFailures(), second, Duration.ofMinutes(1), MEMORY));
        throttle.fail(address(), new Throttle.Pauses(configuration.addressFailures(), second, LONGEST, MEMORY));
    }

    /** Forgets the failures of who knew the password in the end; those of others stay. */
    public void succeeded(String email) {
        throttle.forget(pair(email));
    }

    /**
     * Counts something else that costs or can be guessed at, by address.
     *
     * @throws io.vox.server.platform.problem.RateLimitedException if there was too much of it
     */
    public void takeOfAddress(String what) {
        throttle.take(what + " " + addresses.current(), configuration.requestsPerHour(), Duration.ofHours(1));
    }

    /**
     * Counts a mail to an address, whoever asked for it and whether or not it is sent.
     *
     * @throws io.vox.server.platform.problem.RateLimitedException if there were too many
     */
    public void takeMail(String email) {
        throttle.take("mail " + User.normalize(email), configuration.mailsPerHour(), Duration.ofHours(1));
    }

    private String pair(String email) {
        return "log-in " + User.normalize(email) + " " + addresses.current();
    }

    private static String account(String email) {
        return "log-in account " + User.normalize(email);
    }

    private String address() {
        return "log-in address " + addresses.current();
    }
}
