package io.vox.agent.browser;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** An IPv4 address in any of the ways browsers take: parts left out, in octal, in hexadecimal, or as one number. */
final class NumericHost {
    private NumericHost() {}

    /** Reads {@code host}; empty if it is a name. */
    static Optional<InetAddress> parse(String host) {
        String[] parts = host.split("\\.", -1);
        if (parts.length > 4) {
            return Optional.empty();
        }
        long address = 0;
        for (int i = 0; i < parts.length; i++) {
            long value = number(parts[i]);
            boolean last = i == parts.length - 1;
            // The last part fills all bytes that are left.
            long limit = last ? 1L << (8 * (4 - i)) : 256;
            if (value < 0 || value >= limit) {
                return Optional.empty();
            }
            address = last ? address << (8 * (4 - i)) | value : address << 8 | value;
        }
        byte[] bytes = {(byte) (address >> 24), (byte) (address >> 16), (byte) (address >> 8), (byte) address};
        try {
            return Optional.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static long number(String text) {
        try {
            if (text.matches("0[xX][0-9a-fA-F]*")) {
                return text.length() == 2 ? 0 : Long.parseLong(text.substring(2), 16);
            }
            return text.matches("0[0-7]+")
                    ? Long.parseLong(text, 8)
                    : text.matches("[0-9]+") ? Long.parseLong(text) : -1;
        } catch (NumberFormatException tooLong) {
            return -1;
        }
    }
}
