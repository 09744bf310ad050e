package io.vox.server.identity.session;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * How much may be tried.
 *
 * @param failures wrong passwords for an account from one address that cost nothing
 * @param accountFailures wrong passwords for an account from anywhere that cost nothing
 * @param addressFailures wrong passwords from one address that cost nothing
 * @param requestsPerHour registrations, proofs, resets and ways elsewhere and back from one address, of each
 * @param mailsPerHour to one person
 */
@ConfigurationProperties("vox.identity.guard")
public record GuardConfiguration(
        @Bindable(defaultValue = "5") int failures,
        @Bindable(defaultValue = "50") int accountFailures,
        @Bindable(defaultValue = "100") int addressFailures,
        @Bindable(defaultValue = "60") int requestsPerHour,
        @Bindable(defaultValue = "5") int mailsPerHour) {}
