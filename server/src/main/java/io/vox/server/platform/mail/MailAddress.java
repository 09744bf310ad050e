package io.vox.server.platform.mail;

import java.util.regex.Pattern;

/** Tells what is an address and nothing more: no second one, no name, no line break that would begin a header. */
public final class MailAddress {
    private static final int LONGEST = 254;
    /** RFC 5321's atoms and host names: what people have, without quotes, comments and address literals. */
    private static final Pattern SHAPE = Pattern.compile(
            "[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+(\\.[\\p{L}\\p{N}!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@[\\p{L}\\p{N}]([\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?(\\.[\\p{L}\\p{N}]([\\p{L}\\p{N}-]*[\\p{L}\\p{N}])?)*");

    private MailAddress() {}

    /** Whether the text is one address. */
    public static boolean isOne(String text) {
        return text.length() <= LONGEST && SHAPE.matcher(text).matches();
    }
}
