package io.vox.agent.phantom;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads typed values from texts by name, naming the value that is wrong. */
record ProgramValues(Map<String, String> texts) {
    int integer(String name, int otherwise) {
        return read(name, otherwise, "a whole number", Integer::parseInt);
    }

    double decimal(String name, double otherwise) {
        return read(name, otherwise, "a number", Double::parseDouble);
    }

    boolean claim(String name, boolean otherwise) {
        return read(name, otherwise, "true or false", text -> switch (text) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new IllegalArgumentException(text);
        });
    }

    List<Integer> numbers(String name, List<Integer> otherwise) {
        return read(
                name,
                otherwise,
                "whole numbers separated by commas",
                text -> Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .map(Integer::valueOf)
                        .toList());
    }

    List<String> texts(String name, List<String> otherwise) {
        return read(
                name,
                otherwise,
                "names separated by commas",
                text -> Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList());
    }

    <E extends Enum<E>> E constant(String name, E otherwise, Class<E> type) {
        String choices = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        return read(name, otherwise, "one of " + choices, text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT)));
    }

    private <T> T read(String name, T otherwise, String expected, Function<String, T> parse) {
        String text = texts.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            return parse.apply(text.strip());
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(name + " must be " + expected + ", was '" + text + "'", malformed);
        }
    }
}
