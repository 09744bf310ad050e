package io.vox.server.platform.database;

import io.vox.server.platform.home.StartException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL is and as whom to use it.
 *
 * @param jdbcUrl {@code jdbc:postgresql://host:port/database?parameters}
 * @param user null = as the URL's parameters say
 * @param password null = as the URL's parameters say, or none
 */
public record DatabaseAddress(
        String jdbcUrl, @Nullable String user, @Nullable String password) {
    /**
     * Reads the form that hosting services give ({@code postgres://user:password@host:port/database?sslmode=require}) or
     * a JDBC URL, as it stands.
     *
     * @throws StartException if it is neither
     */
    public static DatabaseAddress parse(String url) {
        if (url.startsWith("jdbc:postgresql:")) {
            return new DatabaseAddress(url, null, null);
        }
        URI uri = uri(url);
        String scheme = uri.getScheme();
        String path = uri.getRawPath();
        if (uri.getHost() == null
                || path == null
                || path.length() < 2
                || !("postgres".equals(scheme) || "postgresql".equals(scheme))) {
            throw malformed();
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String userInfo = uri.getRawUserInfo();
        String user = null;
        String password = null;
        if (userInfo != null) {
            int colon = userInfo.indexOf(':');
            user = decode(colon < 0 ? userInfo : userInfo.substring(0, colon));
            password = colon < 0 ? null : decode(userInfo.substring(colon + 1));
        }
        return new DatabaseAddress("jdbc:postgresql://" + uri.getHost() + port + path + query, user, password);
    }

    /** Names the place without a password, for messages. */
    @Override
    public String toString() {
        int query = jdbcUrl.indexOf('?');
        return query < 0 ? jdbcUrl : jdbcUrl.substring(0, query);
    }

    private static URI uri(String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException notAUri) {
            // Not the cause: its message holds the URL, and that the password.
            throw malformed();
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static StartException malformed() {
        return StartException.configuration(
                "DATABASE_URL must look like postgres://user:password@host:5432/database or jdbc:postgresql://...");
    }
}
