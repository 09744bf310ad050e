package io.vox.server.platform.id;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * Ids of 26 lower-case characters that sort by the time at which they were made: 48 bits of milliseconds, 80 of chance
 * (Crockford's base 32, github.com/ulid/spec). Within a millisecond each is greater than the one before. Thread-safe.
 */
public final class Ulid {
    /** Prefix of users. */
    public static final String USER = "usr_";

    public static final String WORKSPACE = "wsp_";
    public static final String PROJECT = "prj_";
    public static final String WORKFLOW = "wfl_";
    public static final String WORKFLOW_VERSION = "wfv_";
    public static final String EVAL_SET = "evs_";
    public static final String EVAL_SET_VERSION = "esv_";
    public static final String RUN = "run_";
    public static final String JOB = "job_";
    public static final String RESULT = "res_";
    public static final String CALL = "call_";
    public static final String EVAL_AGENT_TOKEN = "eat_";
    public static final String EVAL_AGENT = "eva_";
    public static final String ARTIFACT = "art_";
    public static final String REGISTRATION = "chl_";
    public static final String API_KEY = "key_";
    public static final String MAIL = "mai_";
    public static final String AUDIT_EVENT = "aud_";

    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final Pattern SHAPE = Pattern.compile("[0-7][0-9a-hjkmnp-tv-z]{25}");
    private static final int CHARACTERS = 26;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Object LOCK = new Object();

    private static long lastMillis;
    private static long high;
    private static long low;

    private Ulid() {}

    /** Returns a new id with one of the prefixes above. */
    public static String create(String prefix) {
        synchronized (LOCK) {
            long millis = Math.max(System.currentTimeMillis(), lastMillis);
            if (millis == lastMillis) {
                // By a random step, so that ids tell nobody the next one. 63 bits of steps of 32 do not run out.
                low += 1 + (RANDOM.nextInt() & 0x7fffffffL);
                if (low < 0) {
                    low &= Long.MAX_VALUE;
                    high++;
                }
            } else {
                lastMillis = millis;
                high = RANDOM.nextInt() & 0x7fffL;
                low = RANDOM.nextLong() & Long.MAX_VALUE;
            }
            return prefix + encode(millis, high, low);
        }
    }

    /** Whether a text is an id with that prefix. */
    public static boolean isId(String prefix, String text) {
        return text.startsWith(prefix)
                && SHAPE.matcher(text.substring(prefix.length())).matches();
    }

    /** 48 bits of time, then 80: 17 of {@code high}, 63 of {@code low}. */
    private static String encode(long millis, long high, long low) {
        char[] text = new char[CHARACTERS];
        long time = millis;
        for (int i = 9; i >= 0; i--) {
            text[i] = ALPHABET.charAt((int) (time & 31));
            time >>>= 5;
        }
        long rest = low;
        long more = high;
        for (int i = CHARACTERS - 1; i >= 10; i--) {
            text[i] = ALPHABET.charAt((int) (rest & 31));
            rest = (rest >>> 5) | ((more & 31) << 58);
            more >>>= 5;
        }
        return new String(text);
    }
}
