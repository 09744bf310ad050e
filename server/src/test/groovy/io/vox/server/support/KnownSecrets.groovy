package io.vox.server.support

import groovy.transform.CompileStatic
import java.util.concurrent.ConcurrentHashMap

/**
 * Everything that specs send or are answered which lets somebody in, or is to be shown to nobody. {@link Api} notes it by the names
 * of members; after the last spec {@link LogScan} looks for all of it, in what was logged and in what is in the database.
 */
class KnownSecrets {
    private static final Set<String> NAMES = [
        'secret', 'token', 'accessToken', 'refreshToken', 'password', 'newPassword', 'currentPassword', 'adminPassword', 'initCode', 'lease', 'session',
    ]
    /** A shorter one would be found in ordinary words. */
    private static final int SHORTEST = 12
    private static final int LONGEST = 500
    private static final Set<String> ALL = ConcurrentHashMap.newKeySet()

    /** Notes a secret. */
    static void note(String secret) {
        // Not what a spec sends instead of a secret: a word, or a digest of a stolen dump.
        if (secret.length() in SHORTEST..LONGEST && !secret.startsWith('$argon2') && !secret.matches(/(.)\1*|[a-z-]+|[0-9a-f]{64}/)) {
            ALL << secret
        }
    }

    /** Notes the secrets of a body. */
    static void noteAll(Object json) {
        switch (json) {
            case Map:
                json.each { name, value ->
                    if (value instanceof CharSequence) {
                        if (name in NAMES) {
                            note(value.toString())
                        }
                    } else {
                        noteAll(value)
                    }
                }
                break
            case Collection:
                json.each { noteAll(it) }
        }
    }

    static int count() {
        ALL.size()
    }

    /** Finds secrets in a text: which, and where, without the secret itself. */
    @CompileStatic
    static List<String> findIn(String text) {
        Map<String, List<String>> byBeginning = ALL.groupBy { String it -> it.substring(0, SHORTEST) }
        Set<String> beginnings = byBeginning.keySet()
        List<String> found = []
        for (int i = 0; i <= text.length() - SHORTEST && found.size() < 20; i++) {
            String beginning = text.substring(i, i + SHORTEST)
            if (beginning in beginnings && byBeginning[beginning].any { String it -> text.startsWith(it, i) }) {
                found << "...${text.substring(Math.max(0, i - 120), i).replaceAll(/\s+/, ' ')}[${beginning.take(4)}...]".toString()
            }
        }
        found
    }
}
