package io.vox.server.platform.setting;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What can be set. */
public enum SettingKey {
    /** Requests a minute of an API key (ORB-AUTH-05). */
    LIMIT_KEY("limits.key-per-minute", "Requests a minute of an API key.", Kind.COUNT, "100"),
    /** Requests a minute of a person. */
    LIMIT_SESSION("limits.session-per-minute", "Requests a minute of a person.", Kind.COUNT, "3000"),
    /** Requests a minute of an eval agent token. */
    LIMIT_AGENT("limits.agent-per-minute", "Requests a minute of an eval agent token.", Kind.COUNT, "60000"),
    /** Requests a month by API keys of a workspace whose user is Basic. */
    QUOTA_BASIC("limits.basic-per-month", "Requests a month by API keys, Basic.", Kind.COUNT, "100000"),
    /** Requests a month by API keys of a workspace whose user is Premium or more. */
    QUOTA_PREMIUM("limits.premium-per-month", "Requests a month by API keys, Premium and up.", Kind.COUNT, "2000000"),
    /** Jobs of a workspace that may wait at a time, if its user is Basic. */
    WAITING_BASIC("limits.basic-waiting-jobs", "Jobs of a workspace that may wait, Basic.", Kind.COUNT, "500"),
    /** Jobs of a workspace that may wait at a time, if its user is Premium or more. */
    WAITING_PREMIUM(
            "limits.premium-waiting-jobs", "Jobs of a workspace that may wait, Premium and up.", Kind.COUNT, "10000"),
    /** Who writes mails. */
    MAIL_FROM("mail.from", "Who writes mails.", Kind.TEXT, null),
    /** The mail server. */
    MAIL_HOST("mail.smtp-host", "The mail server; without one mails are kept to be read here.", Kind.TEXT, null),
    /** Its port. */
    MAIL_PORT("mail.smtp-port", "The port of the mail server.", Kind.COUNT, null),
    /** Who logs in there. */
    MAIL_USERNAME("mail.smtp-username", "Who logs in to the mail server.", Kind.TEXT, null),
    /** By which password. */
    MAIL_PASSWORD("mail.smtp-password", "The password at the mail server.", Kind.SECRET, null),
    /** How the connection is protected. */
    MAIL_SECURITY("mail.smtp-security", "STARTTLS, TLS or NONE.", Kind.SECURITY, null);

    private final String key;
    private final String description;
    private final Kind kind;
    private final @Nullable String usual;

    SettingKey(String key, String description, Kind kind, @Nullable String usual) {
        this.key = key;
        this.description = description;
        this.kind = kind;
        this.usual = usual;
    }

    /** Finds a setting by its key. */
    public static Optional<SettingKey> find(String key) {
        return Arrays.stream(values())
                .filter(setting -> setting.key.equals(key))
                .findFirst();
    }

    public String key() {
        return key;
    }

    /** Returns what it is, for people. */
    public String description() {
        return description;
    }

    /** Whether its value is shown to nobody. */
    public boolean isSecret() {
        return kind == Kind.SECRET;
    }

    /** Returns what counts unless it is set; null = what the configuration says, or nothing. */
    public @Nullable String usual() {
        return usual;
    }

    /** Whether a text can be its value. */
    boolean takes(String text) {
        return kind.shape.matcher(text).matches();
    }

    private enum Kind {
        COUNT("[1-9][0-9]{0,8}"),
        TEXT("[^\\p{Cntrl}]{1,200}"),
        SECRET("[^\\p{Cntrl}]{1,500}"),
        SECURITY("STARTTLS|TLS|NONE");

        private final Pattern shape;

        Kind(String shape) {
            this.shape = Pattern.compile(shape);
        }
    }
}
