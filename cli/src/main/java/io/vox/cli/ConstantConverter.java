package io.vox.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads constants of the contract, in any case and with dashes, and not the one that stands for what is unknown. */
final class ConstantConverter<E extends Enum<E>> implements ITypeConverter<E> {
    private final List<E> constants;

    ConstantConverter(Class<E> type) {
        this.constants = Arrays.stream(type.getEnumConstants())
                .filter(constant -> !constant.name().equals("UNKNOWN_DEFAULT_OPEN_API"))
                .toList();
    }

    @Override
    public E convert(String text) {
        String name = text.strip().replace('-', '_');
        return constants.stream()
                .filter(constant -> constant.toString().equalsIgnoreCase(name)
                        || constant.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + text + "' is none of " + names()));
    }

    private String names() {
        return String.join(
                ", ",
                constants.stream()
                        .map(Enum::toString)
                        .map(ConstantConverter::written)
                        .toList());
    }

    /** As people type it: constants in capitals are written small. */
    private static String written(String value) {
        return value.equals(value.toUpperCase(Locale.ROOT))
                ? value.toLowerCase(Locale.ROOT).replace('_', '-')
                : value;
    }
}
