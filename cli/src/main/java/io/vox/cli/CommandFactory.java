package io.vox.cli;

import io.vox.cli.shell.Surroundings;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import picocli.CommandLine;

/** Makes commands and mixins, and gives those their surroundings that have a constructor for them. */
final class CommandFactory implements CommandLine.IFactory {
    private final Surroundings surroundings;
    private final CommandLine.IFactory usual = CommandLine.defaultFactory();

    CommandFactory(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        Constructor<K> constructor;
        try {
            constructor = type.getDeclaredConstructor(Surroundings.class);
        } catch (NoSuchMethodException needsNone) {
            return usual.create(type);
        }
        try {
            return constructor.newInstance(surroundings);
        } catch (InvocationTargetException failed) {
            throw new IllegalStateException("cannot make " + type.getName(), failed.getCause());
        }
    }
}
