package io.vox.server.platform.secret;

import io.micronaut.context.annotation.Context;
import io.vox.server.platform.home.Production;
import io.vox.server.platform.home.StartException;
import io.vox.server.platform.home.VoxHome;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that are not in the database: the one that secrets are sealed with, and those before it, by which they can still
 * be opened. Made at the start, which fails if they make no sense, or in production if there are none. Immutable.
 */
@Context
public final class MasterKeys {
    private static final Pattern KEY = Pattern.compile("([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/=]{43,44})");
    private static final int BYTES = 32;
    private static final String HMAC = "HmacSHA256";

    private final Map<String, SecretKey> keys = new LinkedHashMap<>();
    private final String currentId;

    MasterKeys(SecretConfiguration configuration, VoxHome home, Production production) {
        String text = configuration.masterKey();
        if (text == null || text.isBlank()) {
            production.require("VOX_SECRET_MASTER_KEY");
            text = home.key("master", MasterKeys::create);
        }
        for (String part : text.strip().split("[,\\s]+", -1)) {
            Matcher matcher = KEY.matcher(part);
            byte[] bytes = matcher.matches() ? Base64.getDecoder().decode(matcher.group(2)) : new byte[0];
            if (bytes.length != BYTES) {
                throw StartException.configuration(
                        "VOX_SECRET_MASTER_KEY must be ID:BASE64 of 32 bytes, as of 'openssl rand -base64 32'.");
            }
            keys.put(matcher.group(1), new SecretKeySpec(bytes, "AES"));
        }
        this.currentId = keys.keySet().iterator().next();
    }

    /** Returns the id of the key that is sealed with now. */
    String currentId() {
        return currentId;
    }

    SecretKey current() {
        return get(currentId);
    }

    /**
     * Returns a key by its id.
     *
     * @throws IllegalStateException if it is not configured any more
     */
    SecretKey get(String id) {
        SecretKey key = keys.get(id);
        if (key == null) {
            throw new IllegalStateException("the master key '" + id + "' is not configured any more");
        }
        return key;
    }

    /**
     * Returns the HMAC-SHA-256 of a short secret, such as a code of 6 digits, that a mere digest would not hide.
     *
     * @param purpose keeps the codes of different things apart
     */
    public byte[] authenticate(String purpose, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(current().getEncoded(), HMAC));
            // A key of its own for each purpose, so that none helps with another.
            byte[] derived = mac.doFinal(("vox " + purpose).getBytes(StandardCharsets.UTF_8));
            mac.init(new SecretKeySpec(derived, HMAC));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }

    private static String create() {
        return "k" + RandomToken.random(6) + ":" + Base64.getEncoder().encodeToString(RandomToken.bytes(BYTES));
    }
}
